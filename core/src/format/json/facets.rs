use super::read::Ids;
use super::reader::{JsonValue, Reader, members};
use crate::dataset::Comparison;
use crate::format::facets::{Facets, check_facet_id};
use crate::ids::{FacetIndex, TagIndex};

/// Reads the facets, and returns them with their ids.
pub(super) fn read_facets(reader: &mut Reader, root: JsonValue) -> (Facets, Ids) {
    let items = reader.get_objects(root, "facets", Comparison::MAX_FACETS);
    let mut facets = Facets::default();
    for &item in &items {
        let id = reader.require_id(item, "id");
        check_facet_id(&mut reader.problems, &item, "id", &id);
        let values = reader.get_objects(item, "values", Comparison::MAX_TAGS);
        let tags = values.iter().map(|&value| {
            let id = reader.require_id(value, "id");
            (id, reader.require_text(value, "name"))
        });
        let (tags, names): (Vec<String>, Vec<String>) = tags.unzip();
        Ids::new(reader, &values, tags.iter().map(|tag| &**tag));
        facets.push(id, reader.require_text(item, "name"), tags, names);
    }
    let ids = facets.facets.iter().map(|facet| &*facet.id);
    let mut ids = Ids::new(reader, &items, ids);
    ids.is_complete |= !reader.has_key(root, "facets");
    (facets, ids)
}

pub(super) fn read_tags(
    reader: &mut Reader,
    (facets, ids): &mut (Facets, Ids),
    entry: JsonValue,
) -> Vec<(FacetIndex, TagIndex)> {
    let mut tags = Vec::new();
    let tags_by_facet = reader.get_object(entry, "tags");
    for (id, value) in tags_by_facet.into_iter().flat_map(members) {
        let message = "no facet has this id; add it under \"facets\"";
        let facet = ids.find(reader, &id, value, message);
        for item in reader.parse_list(value) {
            let tag = reader.parse_id(item);
            if let Some(facet) = facet {
                tags.extend(facets.find_or_add_tag(&mut reader.problems, &item, facet, tag));
            }
        }
    }
    facets.sort(&mut tags);
    tags
}
