use super::read::Ids;
use super::reader::{Json, Reader, members};
use crate::dataset::Comparison;
use crate::format::facets::{Facets, check_facet_id};
use crate::ids::{FacetIndex, TagIndex};

/// Reads the facets, and returns them with their ids.
pub(super) fn read_facets(reader: &mut Reader, root: Json) -> (Facets, Ids) {
    let items = reader.objects(root, "facets", Comparison::MAX_FACETS);
    let mut facets = Facets::default();
    for &item in &items {
        let id = reader.required_id(item, "id");
        check_facet_id(&mut reader.problems, &item, "id", &id);
        let values = reader.objects(item, "values", Comparison::MAX_TAGS);
        let tags = values.iter().map(|&value| {
            let id = reader.required_id(value, "id");
            (id, reader.required_text(value, "name"))
        });
        let (tags, names): (Vec<String>, Vec<String>) = tags.unzip();
        Ids::new(reader, &values, tags.iter().map(|tag| &**tag));
        facets.push(id, reader.required_text(item, "name"), tags, names);
    }
    let ids = facets.facets.iter().map(|facet| &*facet.id);
    let mut ids = Ids::new(reader, &items, ids);
    ids.is_complete |= !reader.has(root, "facets");
    (facets, ids)
}

pub(super) fn read_tags(
    reader: &mut Reader,
    (facets, ids): &mut (Facets, Ids),
    entry: Json,
) -> Vec<(FacetIndex, TagIndex)> {
    let mut tags = Vec::new();
    let tags_by_facet = reader.object_field(entry, "tags");
    for (id, value) in tags_by_facet.into_iter().flat_map(members) {
        let message = "no facet has this id; add it under \"facets\"";
        let facet = ids.find(reader, &id, value, message);
        for item in reader.items(value) {
            let tag = reader.parse_id(item);
            if let Some(facet) = facet {
                tags.extend(facets.find_or_add_tag(&mut reader.problems, &item, facet, tag));
            }
        }
    }
    facets.sort(&mut tags);
    tags
}
