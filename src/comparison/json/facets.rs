use super::Ids;
use super::reader::{Json, Reader, members};
use crate::comparison::{Comparison, Facet, Tag, TagIndex};

/// The tag that stands for every tag of its facet.
const GLOBAL: &str = "global";

/// The facets as far as they are known: entries may bring tags that no facet lists.
pub(super) struct Facets {
    facets: Vec<Facet>,
    ids: Ids,
    /// For every facet, which of its tags each id stands for.
    tags: Vec<Ids>,
}

impl Facets {
    pub(super) fn read(reader: &mut Reader, root: Json) -> Facets {
        let items = reader.objects_up_to(root, "facets", Comparison::MAX_FACETS);
        let (facets, tags): (Vec<Facet>, Vec<Ids>) =
            items.iter().map(|&item| read_facet(reader, item)).unzip();
        let ids = Ids::of(reader, &items, facets.iter().map(|facet| &*facet.id));
        Facets { facets, ids, tags }
    }

    /// An entry's tags in every facet.
    pub(super) fn read_tags(&mut self, reader: &mut Reader, entry: Json) -> Vec<Vec<TagIndex>> {
        let mut tags = vec![Vec::new(); self.facets.len()];
        let given = reader.object_field(entry, "tags");
        for (id, value) in given.into_iter().flat_map(members) {
            let mend = "add it under \"facets\"";
            let facet = self.ids.find(reader, &id, value, "facet", mend);
            for item in reader.items(value) {
                let tag = reader.text_of(item);
                if let Some(facet) = facet {
                    tags[facet].extend(self.tag(reader, facet, tag, item));
                }
            }
            if let Some(facet) = facet {
                tags[facet].sort_unstable();
                tags[facet].dedup();
                self.facets[facet].is_multiple |= tags[facet].len() > 1;
            }
        }
        tags
    }

    /// The tag with this id, which its facet has from now on.
    fn tag(
        &mut self,
        reader: &mut Reader,
        facet: usize,
        id: String,
        item: Json,
    ) -> Option<TagIndex> {
        let known = &mut self.facets[facet].tags;
        let place = *self.tags[facet]
            .places
            .entry(id.clone())
            .or_insert(known.len());
        if place == known.len() {
            if place == Comparison::MAX_TAGS {
                let most = Comparison::MAX_TAGS;
                reader.report(item, "", format!("a facet can have at most {most} tags"));
                self.tags[facet].places.remove(&id);
                return None;
            }
            let name = id.clone();
            known.push(Tag { id, name });
        }
        Some(TagIndex(place as u16))
    }

    pub(super) fn into_facets(self) -> Vec<Facet> {
        let mut facets = self.facets;
        for (facet, tags) in facets.iter_mut().zip(self.tags) {
            let global = tags.places.get(GLOBAL);
            facet.global = global.map(|&place| TagIndex(place as u16));
        }
        facets
    }
}

/// Reads a facet with the tags that have a name of their own.
fn read_facet(reader: &mut Reader, item: Json) -> (Facet, Ids) {
    let id = reader.required_text(item, "id");
    if Facet::RESERVED.contains(&&*id) {
        let message = "this word has a meaning of its own in links: choose another id";
        reader.report(item, "id", message);
    }
    let values = reader.objects_up_to(item, "values", Comparison::MAX_TAGS);
    let tags = values.iter().map(|&value| Tag {
        id: reader.required_text(value, "id"),
        name: reader.required_text(value, "name"),
    });
    let tags: Vec<Tag> = tags.collect();
    let ids = Ids::of(reader, &values, tags.iter().map(|tag| &*tag.id));
    let facet = Facet {
        id,
        name: reader.required_text(item, "name"),
        tags,
        global: None,
        is_multiple: false,
    };
    (facet, ids)
}
