//! Links: their contents, their tolerance of other encodings and errors, and the page's URL around them.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use serde_json::json;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::link::{
    DecodedLink, LinkNotice, MAX_NOTICES, MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK, StateLocation,
    decode, encode, find_value, parse_weights_attribute, with_value, without_states,
};
use weigh_in_core::ranking::{Ranking, RankingRow};
use weigh_in_core::session::Session;
use weigh_in_core::text::Texts;
use weigh_in_laws::links::{any_link_is_decoded, session_survives_its_link};

use crate::support::sessions::sessions;

/// Returns criteria with these ids and published weights.
fn comparison(criteria: &[(&str, u16)]) -> Comparison {
    let ids = || criteria.iter().map(|&(id, _)| id);
    let criteria = criteria
        .iter()
        .map(|(id, weight)| json!({ "id": id, "name": "A", "weight": weight }));
    let scores: serde_json::Map<_, _> = ids().map(|id| (id.to_owned(), json!(50))).collect();
    let data = json!({
        "criteria": criteria.collect::<Vec<_>>(),
        "entries": [{ "name": "Acme", "scores": scores }],
    });
    DataSet::from_json(&data.to_string())
        .expect("a data set without problems")
        .comparison
}

/// Returns three criteria, `a` `b` `c`, with the published weights 60, 40 and 5.
fn abc() -> Comparison {
    comparison(&[("a", 60), ("b", 40), ("c", 5)])
}

/// Returns the same criteria, and something for everything else that a link can name.
fn shop() -> Comparison {
    let data = r#"{
        "criteria": [{ "id": "a", "name": "A", "weight": 60 }, { "id": "b", "name": "B", "weight": 40 },
                     { "id": "c", "name": "C", "weight": 5 }],
        "facets": [{ "id": "region", "name": "Region", "values": [
                       { "id": "eu", "name": "EU" }, { "id": "us", "name": "US" }, { "id": "far east, sea", "name": "Far" }] },
                   { "id": "rôle", "name": "Role", "values": [
                       { "id": "a:5", "name": "A5" }, { "id": "a=5", "name": "A is 5" }] }],
        "useCases": [{ "id": "small", "name": "Small" }, { "id": "large", "name": "Large" }],
        "entries": [{ "name": "Acme", "scores": { "a": 1, "b": 1, "c": 1 } }, { "name": "Brix", "scores": {} },
                    { "name": "Coil", "scores": {} }, { "name": "Dune", "scores": {} }, { "name": "Eddy", "scores": {} }]
    }"#;
    DataSet::from_json(data)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .comparison
}

/// Returns the settings of a session of the shop after the published weights, as in a link.
fn settings(session: &Session) -> String {
    let link = encode(&shop(), session);
    let published = format!("1.{};a:60;b:40;c:5", shop().edition);
    let settings = link.strip_prefix(&published);
    settings.expect("the published weights").to_owned()
}

fn weights(session: &Session) -> Vec<String> {
    session
        .weights
        .iter()
        .map(|(_, weight)| weight.to_string())
        .collect()
}

/// Percent-encodes every byte that RFC 3986 does not call unreserved.
fn percent_encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[test]
fn every_released_link_still_gives_its_ranking() {
    let bundled = include_str!("../../assets/custody-insurance.json");
    let comparison = DataSet::from_json(bundled)
        .expect("the bundled data set")
        .comparison;
    let shown = |row: &RankingRow| {
        let id = &comparison.entry(row.entry).id;
        match row.standing {
            None => format!("({id})"),
            Some(standing) if standing.tied => format!("={id}"),
            Some(_) => id.clone(),
        }
    };
    let lines = include_str!("../links.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let (link, expected) = line.split_once(" ->").expect("an arrow");
        let DecodedLink { session, notices } = decode(&comparison, link);
        let matching = session.filter.matching(&comparison);
        let ranking = Ranking::with_filter(
            &comparison,
            &session.weights,
            &|entry| matching[entry.0 as usize],
            usize::MAX,
        );
        let ids: Vec<String> = ranking.rows().iter().map(shown).collect();
        assert_eq!(ids.join(" "), expected.trim_start(), "{link}");
        assert_eq!(notices, [], "{link}");
    }
}

#[test]
fn weights_that_a_link_does_not_name_are_the_published_ones() {
    for (link, expected) in [
        ("1", ["60", "40", "5"]),
        ("1;", ["60", "40", "5"]),
        ("1;b:0.5", ["60", "0.5", "5"]),
        ("1;c:100;a:0", ["0", "40", "100"]),
    ] {
        let DecodedLink { session, notices } = decode(&abc(), link);
        assert_eq!(weights(&session), expected, "{link}");
        assert_eq!(notices, [], "{link}");
    }
}

/// The weights of `abc`, all as a reader set them.
const COMPLETE: &str = "1;a:10;b:7.5;c:20";

#[test]
fn what_mail_and_sentences_add_to_a_link_does_no_harm() {
    for link in [
        "1;a:10;b:7.5;c:20.",
        "1;a:10;b:7.5;c:20)",
        "1;a:10;b:7.5;c:20\"",
        "1;a:10;b:7.5;c:20%22",
        "1;a:10;b:7.5;c:20?utm_source=mail",
        "1;a:10;b:7.5;c:20\n",
        "1;a:1\n> 0;b:7.5;c:20",
        "1;a:10;b:\r\n7.5;c:20",
        "1;a:10;b%0A:7.5;c:%2020",
        "1%3Ba%3A10%3Bb%3A7.5%3Bc%3A20",
        "1%253Ba%253A10%253Bb%253A7.5%253Bc%253A20",
    ] {
        assert_eq!(decode(&abc(), link), decode(&abc(), COMPLETE), "{link}");
        assert_eq!(
            weights(&decode(&abc(), link).session),
            ["10", "7.5", "20"],
            "{link}"
        );
    }
    let compared = decode(&shop(), "1;a:10;b:7;c:2;compare=acme,brix");
    assert_eq!(compared.session.compared.len(), 2);
    for ending in [".", ")", "\"", "?utm_source=mail", ">", "\n"] {
        let link = format!("1;a:10;b:7;c:2;compare=acme,brix{ending}");
        assert_eq!(decode(&shop(), &link), compared, "{link}");
    }
}

#[test]
fn a_link_that_is_cut_off_says_so() {
    let cut_off = |named| vec![LinkNotice::CutOff { named, criteria: 3 }];
    for (link, notices) in [
        ("1;a:10;b:7.5", cut_off(2)),
        ("1;a:10;b:7", cut_off(2)),
        ("1;a:10;b:7.5;c:20", vec![]),
        // Links that people write by hand name what they change.
        ("1;a:10", vec![]),
        ("1;b:7", vec![]),
        ("1;c:100;a:0", vec![]),
        ("1;a:10;lock=a", vec![]),
    ] {
        assert_eq!(decode(&abc(), link).notices, notices, "{link}");
    }
    let cut = decode(&abc(), "1;a:10;b:7;c").notices;
    assert_eq!(
        cut,
        [cut_off(2), vec![LinkNotice::Ignored("c".to_owned())]].concat()
    );
    let texts = Texts::english();
    assert_eq!(
        texts.notice(&LinkNotice::CutOff {
            named: 4,
            criteria: 6
        }),
        "This link names only 4 of 6 weights, and may be cut off. The others are as published."
    );
}

#[test]
fn the_state_is_found_behind_what_other_programs_write() {
    for url in [
        "https://a.example/#weigh-in=1;a:10",
        "https://a.example/#weigh-in%3D1;a:10",
        "https://a.example/#weigh-in%3d1;a:10",
        "https://a.example/#weigh-in%253D1;a:10",
        "https://a.example/#top&amp;weigh-in=1;a:10",
    ] {
        assert_eq!(
            find_value(url, StateLocation::Fragment, "weigh-in"),
            Some("1;a:10"),
            "{url}"
        );
    }
    let url = with_value(
        "https://a.example/#weigh-in%3D1;a:10&x",
        StateLocation::Fragment,
        "weigh-in",
        Some("1;a:20"),
    );
    assert_eq!(url, "https://a.example/#weigh-in=1;a:20&x");
}

#[test]
fn unusable_parts_are_reported_and_the_rest_is_used() {
    for (link, ignored) in [
        ("1;z:10;b:7", vec!["z:10"]),
        ("1;A:10;b:7", vec!["A:10"]),
        ("1;a:101;b:7;c:-1", vec!["a:101", "c:-1"]),
        ("1;a:1e1;b:7;c:0.125", vec!["a:1e1", "c:0.125"]),
        ("1;a;b:7;c:", vec!["a", "c:"]),
        ("1;:10;b:7;:", vec![":10", ":"]),
        ("1;region=apac;b:7;a=10", vec!["region=apac", "a=10"]),
        ("1;b:7;b:8;b:7", vec!["b:8", "b:7"]),
        ("1;%FF:10;b:7;%C3%A9:10", vec!["%FF:10", "é:10"]),
    ] {
        let DecodedLink { session, notices } = decode(&abc(), link);
        assert_eq!(weights(&session), ["60", "7", "5"], "{link}");
        let expected: Vec<LinkNotice> = ignored
            .into_iter()
            .map(|part| LinkNotice::Ignored(part.to_owned()))
            .collect();
        assert_eq!(notices, expected, "{link}");
    }
}

#[test]
fn a_link_names_the_settings_that_are_not_initial() {
    for expected in [
        "",
        ";lock=b",
        ";region=eu",
        ";region=eu,us,far%20east%2C%20sea",
        ";r%C3%B4le=a%3A5,a%3D5",
        ";region=eu,us;match-all=region",
        ";use-case=large",
        ";search=%2B%2C%3B%25%20%C3%BC",
        ";compare=dune,acme",
        ";open=eddy,dune,coil,brix,acme",
        ";panel=guide,order",
        ";rows=26",
        ";lock=c;region=us;r%C3%B4le=a%3A5;match-all=r%C3%B4le;use-case=small;search=x;compare=brix;open=coil;panel=order;rows=250",
    ] {
        let DecodedLink { session, notices } = decode(&shop(), &format!("1{expected}"));
        assert_eq!(settings(&session), expected);
        assert_eq!(notices, [], "{expected}");
    }
}

#[test]
fn other_encodings_of_lists_are_decoded() {
    for (link, expected) in [
        ("1;region%3Dus%2Ceu", ";region=eu,us"),
        ("1;r%c3%b4le=a:5", ";r%C3%B4le=a%3A5"),
        ("1;rôle=a=5", ";r%C3%B4le=a%3D5"),
        ("1;region=far+east%2C+sea", ";region=far%20east%2C%20sea"),
        ("1;region=%65u;lock=%62", ";lock=b;region=eu"),
        ("1;match-all=rôle,region", ";match-all=region,r%C3%B4le"),
        ("1;panel=order,guide", ";panel=guide,order"),
        ("1;search=eu,us", ";search=eu%2Cus"),
        ("1;search=a:5", ";search=a%3A5"),
        ("1;search=a=5+%2B+6", ";search=a%3D5%20%2B%206"),
        ("1;search=", ""),
        (
            "1%3Bsearch%3Deu%2Cus%3Bregion%3Deu%2Cus",
            ";region=eu,us;search=eu%2Cus",
        ),
    ] {
        let DecodedLink { session, notices } = decode(&shop(), link);
        assert_eq!(settings(&session), expected, "{link}");
        assert_eq!(notices, [], "{link}");
    }
}

#[test]
fn unusable_ids_are_reported_and_the_others_are_used() {
    for (link, ignored, used) in [
        (
            "1;region=mars,eu,EU",
            vec!["region=mars", "region=EU"],
            ";region=eu",
        ),
        ("1;region=eu,us,eu", vec!["region=eu"], ";region=eu,us"),
        ("1;region=", vec!["region="], ""),
        ("1;planet=mars,eu", vec!["planet=mars", "planet=eu"], ""),
        ("1;r%C3%B4le=a%3D6", vec!["rôle=a=6"], ""),
        (
            "1;match-all=planet,region",
            vec!["match-all=planet"],
            ";match-all=region",
        ),
        ("1;lock=z,c", vec!["lock=z"], ";lock=c"),
        ("1;lock=c,c", vec!["lock=c"], ";lock=c"),
        ("1;use-case=huge", vec!["use-case=huge"], ""),
        (
            "1;use-case=huge,large,small",
            vec!["use-case=huge", "use-case=small"],
            ";use-case=large",
        ),
        (
            "1;compare=brix,nobody,acme,brix",
            vec!["compare=nobody", "compare=brix"],
            ";compare=brix,acme",
        ),
        (
            "1;open=nobody,acme,acme",
            vec!["open=nobody", "open=acme"],
            ";open=acme",
        ),
        ("1;panel=attic,order", vec!["panel=attic"], ";panel=order"),
        ("1;rows=all", vec!["rows=all"], ""),
        ("1;rows=-60", vec!["rows=-60"], ""),
        ("1;rows=4294967296", vec!["rows=4294967296"], ""),
    ] {
        let DecodedLink { session, notices } = decode(&shop(), link);
        assert_eq!(settings(&session), used, "{link}");
        let ignored = ignored.into_iter();
        let expected: Vec<LinkNotice> = ignored
            .map(|part| LinkNotice::Ignored(part.to_owned()))
            .collect();
        assert_eq!(notices, expected, "{link}");
    }
}

#[test]
fn ids_above_a_limit_are_reported_and_ignored() {
    for (link, ignored, used) in [
        // Two weights must stay free.
        ("1;lock=c,a,b", vec!["lock=a", "lock=b"], ";lock=c"),
        (
            "1;compare=eddy,dune,coil,brix,acme",
            vec!["compare=acme"],
            ";compare=eddy,dune,coil,brix",
        ),
        ("1;rows=0", vec!["rows=0"], ""),
        ("1;rows=25", vec!["rows=25"], ""),
    ] {
        let DecodedLink { session, notices } = decode(&shop(), link);
        assert_eq!(settings(&session), used, "{link}");
        let ignored = ignored.into_iter();
        let expected: Vec<LinkNotice> = ignored
            .map(|part| LinkNotice::Ignored(part.to_owned()))
            .collect();
        assert_eq!(notices, expected, "{link}");
    }
}

#[test]
fn of_two_lists_under_a_key_the_first_counts() {
    for (link, ignored, used) in [
        ("1;region=us;region=eu", "region=eu", ";region=us"),
        (
            "1;region=mars;lock=b;%72egion=eu,us",
            "region=eu,us",
            ";lock=b",
        ),
        ("1;search=eu;search=us", "search=us", ";search=eu"),
        ("1;search=;search=us", "search=us", ""),
        ("1;rows=60;rows=70", "rows=70", ";rows=60"),
        ("1;rows=60,70", "rows=70", ";rows=60"),
        ("1;open=acme;open=brix", "open=brix", ";open=acme"),
    ] {
        let DecodedLink { session, notices } = decode(&shop(), link);
        assert_eq!(settings(&session), used, "{link}");
        let notice = LinkNotice::Ignored(ignored.to_owned());
        assert!(notices.contains(&notice), "{link}: {notices:?}");
    }
}

#[test]
fn a_list_is_not_read_as_a_weight() {
    let data = r#"{ "criteria": [{ "id": "region=a", "name": "A", "weight": 60 }],
                    "facets": [{ "id": "region", "name": "Region", "values": [{ "id": "a:5", "name": "A5" }] }],
                    "entries": [{ "name": "Acme", "scores": { "region=a": 50 } }] }"#;
    let comparison = DataSet::from_json(data)
        .expect("a data set without problems")
        .comparison;
    let link = format!("1.{};region%3Da:60;region=a%3A5", comparison.edition);
    let DecodedLink { session, notices } = decode(&comparison, &link);
    assert_eq!(encode(&comparison, &session), link);
    assert_eq!(notices, []);
}

#[test]
fn a_link_of_an_unknown_version_is_reported_and_ignored() {
    for (link, version) in [
        ("2;a:10", "2"),
        ("01;a:10", "01"),
        (";a:10", ""),
        ("", ""),
        ("a:10", "a:10"),
    ] {
        let DecodedLink { session, notices } = decode(&abc(), link);
        assert_eq!(weights(&session), ["60", "40", "5"], "{link}");
        assert_eq!(
            notices,
            [LinkNotice::UnknownVersion(version.to_owned())],
            "{link}"
        );
    }
}

#[test]
fn a_link_that_was_encoded_again_is_decoded() {
    let comparison = comparison(&[("total cost", 60), ("50%", 40)]);
    for link in [
        "1;total%20cost:30;50%25:20",
        "1;total+cost:30;50%25:20",
        "1;total+cost%3A30;50%25%3A20",
        "1%3Btotal+cost%3A30%3B50%25%3A20",
        "1%3Btotal%20cost%3A30%3B50%25%3A20",
        "1%3Btotal%2520cost%3A30%3B50%2525%3A20",
    ] {
        let DecodedLink { session, notices } = decode(&comparison, link);
        assert_eq!(weights(&session), ["30", "20"], "{link}");
        assert_eq!(notices, [], "{link}");
    }
}

#[test]
fn unusable_pairs_of_the_attribute_are_reported_and_the_rest_is_used() {
    let (weights, problems) = parse_weights_attribute(&abc(), " b:7,z:1 a:101\u{a0}c\tb:8 ");
    let weights: Vec<String> = weights
        .iter()
        .map(|(_, weight)| weight.to_string())
        .collect();
    assert_eq!(weights, ["60", "7", "5"]);
    let reported: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let message = "use the ids a, b, c, each once, as id:number, with a number from 0 to 100 and at most two decimals";
    let pairs = ["z:1", "a:101", "c", "b:8"];
    assert_eq!(
        reported,
        pairs.map(|pair| format!("weights=\"… {pair} …\": {message}"))
    );
}

#[test]
fn other_encodings_of_a_name_are_found() {
    let find = |url, name| find_value(url, StateLocation::Fragment, name);
    assert_eq!(find("/#weigh%2din=1", "weigh-in"), Some("1"));
    assert_eq!(find("/#weigh%2Din=1", "weigh-in"), Some("1"));
    assert_eq!(find("/#%77%65igh-in=1", "weigh-in"), Some("1"));
    assert_eq!(find("/#b%C3%BChne=1", "bühne"), Some("1"));
    assert_eq!(find("/#bühne=1", "bühne"), Some("1"));
}

#[test]
fn similar_names_are_not_found() {
    for url in [
        "/#weigh-in",
        "/#weigh-in2=1",
        "/#Weigh-in=1",
        "/#x=weigh-in=1",
        "/?weigh-in=1",
        "/weigh-in=1",
        "/#/?",
    ] {
        assert_eq!(
            find_value(url, StateLocation::Fragment, "weigh-in"),
            None,
            "{url}"
        );
    }
    for url in [
        "/#weigh-in=1",
        "/#?weigh-in=1",
        "/?weigh-in#=1",
        "/?#&weigh-in=1",
    ] {
        assert_eq!(
            find_value(url, StateLocation::Query, "weigh-in"),
            None,
            "{url}"
        );
    }
}

#[test]
fn a_route_in_the_fragment_carries_the_state_in_its_own_query() {
    for (route, with) in [
        ("/#/offers", "/#/offers?w=1;a:2"),
        ("/#!/offers?page=2", "/#!/offers?page=2&w=1;a:2"),
        ("/?x#/", "/?x#/?w=1;a:2"),
    ] {
        assert_eq!(
            with_value(route, StateLocation::Fragment, "w", Some("1;a:2")),
            with
        );
        assert_eq!(
            find_value(with, StateLocation::Fragment, "w"),
            Some("1;a:2")
        );
        assert_eq!(with_value(with, StateLocation::Fragment, "w", None), route);
        assert_eq!(without_states(with, StateLocation::Fragment), route);
    }
}

#[test]
fn of_two_values_the_first_is_found_and_both_are_replaced() {
    let url = "/?w=1&x&w=2#w=3";
    assert_eq!(find_value(url, StateLocation::Query, "w"), Some("1"));
    assert_eq!(
        with_value(url, StateLocation::Query, "w", Some("4")),
        "/?w=4&x#w=3"
    );
    assert_eq!(with_value(url, StateLocation::Query, "w", None), "/?x#w=3");
}

#[test]
fn removing_states_keeps_other_parts_of_the_same_name() {
    let url = "/#w=1;a:1&w=hello&%FF=1;b:2&&1";
    assert_eq!(without_states(url, StateLocation::Fragment), "/#w=hello&&1");
    assert_eq!(
        without_states("/?w=1;a:1#top", StateLocation::Query),
        "/#top"
    );
    assert_eq!(without_states("/?#top", StateLocation::Fragment), "/?#top");
}

#[test]
fn empty_parts_of_the_page_are_kept() {
    assert_eq!(
        with_value("/?&a&&b&", StateLocation::Query, "w", Some("1")),
        "/?&a&&b&&w=1"
    );
    assert_eq!(
        with_value("/?&a&&w=1&b&", StateLocation::Query, "w", None),
        "/?&a&&b&"
    );
}

/// Generates any text, and texts that are similar to links.
fn similar_to_links() -> impl Strategy<Value = String> {
    let key =
        "a|region|r%C3%B4le|r%|match-all|lock|use-case|search|compare|open|panel|rows|[a-z]{0,2}";
    let id =
        "a|b|c|eu|us|a%3A5|region|small|large|acme|brix|coil|dune|guide|order|[0-9]{1,11}|.{0,3}";
    let part = (key, "[=:,]|%3D|", vec(id, 0..6), ",|,|%2C|:")
        .prop_map(|(key, separator, ids, comma)| format!(";{key}{separator}{}", ids.join(&comma)));
    prop_oneof![
        any::<String>(),
        "[12;:abc0-9.,%&= ]{0,40}",
        "1(;[abcz%]{0,2}[:=]{0,2}[0-9.,-]{0,4}){0,8}",
        "1(%3B[abc]%3A[0-9]{1,3}){0,4}",
        vec(part, 0..8).prop_map(|parts| format!("1{}", parts.concat())),
    ]
}

/// Generates a session and its link with the parts in another order, and with those lists shuffled in which the order
/// has no meaning.
fn links_in_another_order() -> impl Strategy<Value = (Comparison, Session, String)> {
    sessions().prop_flat_map(|(comparison, session)| {
        let link = encode(&comparison, &session);
        let parts = link.split(';').skip(1).map(|part| {
            let (key, list) = part.split_once('=').unwrap_or((part, ""));
            let ids: Vec<String> = list.split(',').map(str::to_owned).collect();
            let ids = match key {
                "compare" | "open" => Just(ids).boxed(),
                _ => Just(ids).prop_shuffle().boxed(),
            };
            let equals = if part.contains('=') { "=" } else { "" };
            let key = key.to_owned();
            ids.prop_map(move |ids| format!("{key}{equals}{}", ids.join(",")))
        });
        let parts: Vec<_> = parts.collect();
        let link = parts
            .prop_shuffle()
            .prop_map(|parts| format!("1;{}", parts.join(";")));
        (Just(comparison), Just(session), link)
    })
}

/// A page's URL, with the state after the first of these parts, between, or not at all.
#[derive(Clone, Debug)]
struct PageUrl {
    location: StateLocation,
    /// The query or fragment that does not have the state.
    other_component: Option<String>,
    /// A route at the start of the fragment, whose query has the parts.
    route: Option<String>,
    before: Vec<String>,
    after: Vec<String>,
}

impl PageUrl {
    fn with(&self, part: Option<String>) -> String {
        let parts: Vec<String> = self
            .before
            .iter()
            .cloned()
            .chain(part)
            .chain(self.after.iter().cloned())
            .collect();
        let component = (!parts.is_empty()).then(|| parts.join("&"));
        let (query, fragment) = match self.location {
            StateLocation::Query => (component, self.other_component.clone()),
            StateLocation::Fragment => (self.other_component.clone(), self.with_route(component)),
        };
        let query = query.map_or(String::new(), |query| format!("?{query}"));
        let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
        format!("https://example.org/best{query}{fragment}")
    }

    fn with_route(&self, parts: Option<String>) -> Option<String> {
        match (&self.route, parts) {
            (Some(route), Some(parts)) => Some(format!("{route}?{parts}")),
            (Some(route), None) => Some(route.clone()),
            (None, parts) => parts,
        }
    }
}

/// Generates URLs with parts of the page, none of which has a name that starts with `w`.
fn page_urls(after: usize) -> impl Strategy<Value = PageUrl> {
    let location = prop_oneof![Just(StateLocation::Fragment), Just(StateLocation::Query)];
    let other_component = proptest::option::of("[a-z0-9=&%;:+/?é]{0,12}");
    let route = proptest::option::of("[/!][a-z/]{0,6}");
    let part = || "x[a-z0-9=%;:+/?é]{0,8}|[0-9=][0-9=/]{0,3}";
    (
        location,
        other_component,
        route,
        vec(part(), 0..4),
        vec(part(), 0..=after),
    )
        .prop_map(
            |(location, other_component, route, before, after)| PageUrl {
                location,
                other_component,
                route,
                before,
                after,
            },
        )
}

/// Names of instances, which all start with `w`.
fn instance_names() -> impl Strategy<Value = String> {
    "w([a-z-]{0,6}|[ ;:,%&=+#?é]{0,4}|.{0,6})"
}

proptest! {
    #[test]
    fn a_link_carries_the_whole_session((comparison, session) in sessions()) {
        session_survives_its_link(&comparison, &session);
    }

    #[test]
    fn a_link_that_was_percent_encoded_as_a_whole_is_decoded((comparison, session) in sessions()) {
        let link = percent_encoded(&encode(&comparison, &session));
        prop_assert_eq!(decode(&comparison, &link), DecodedLink { session, notices: vec![] });
    }

    #[test]
    fn parts_and_ids_can_be_in_any_order((comparison, session, link) in links_in_another_order()) {
        prop_assert_eq!(decode(&comparison, &link), DecodedLink { session, notices: vec![] }, "{}", link);
    }

    #[test]
    fn any_text_decodes_to_a_valid_session(link in similar_to_links()) {
        any_link_is_decoded(&shop(), &link);
    }

    #[test]
    fn a_value_written_into_a_url_is_found_and_the_rest_is_kept_byte_for_byte(
        url in page_urls(0),
        name in instance_names(),
        value in "1;[a-z0-9:;.%=]{0,20}",
    ) {
        let without = url.with(None);
        prop_assert_eq!(find_value(&without, url.location, &name), None);

        let with = with_value(&without, url.location, &name, Some(&value));
        prop_assert_eq!(&with, &url.with(Some(format!("{}={value}", percent_encoded(&name)))));
        prop_assert_eq!(find_value(&with, url.location, &name), Some(value.as_str()));
        prop_assert_eq!(with_value(&with, url.location, &name, None), without);
    }

    #[test]
    fn a_value_is_replaced_in_place_and_removed_without_trace(
        url in page_urls(3),
        name in instance_names(),
        old in "[a-z0-9:;.%=]{0,20}",
        new in "1;[a-z0-9:;.%=]{0,20}",
    ) {
        let part = |value: &str| Some(format!("{}={value}", percent_encoded(&name)));
        let before = url.with(part(&old));
        prop_assert_eq!(with_value(&before, url.location, &name, Some(&new)), url.with(part(&new)));
        prop_assert_eq!(with_value(&before, url.location, &name, None), url.with(None));
    }

    #[test]
    fn widgets_on_one_page_keep_each_others_states(
        url in page_urls(3),
        names in btree_set(instance_names(), 2),
        values in ("1;[a-z0-9:;.]{0,20}", "1;[a-z0-9:;.]{0,20}"),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let one = with_value(&url.with(None), url.location, &names[0], Some(&values.0));
        let both = with_value(&one, url.location, &names[1], Some(&values.1));
        prop_assert_eq!(find_value(&both, url.location, &names[0]), Some(values.0.as_str()));
        prop_assert_eq!(find_value(&both, url.location, &names[1]), Some(values.1.as_str()));
        prop_assert_eq!(with_value(&both, url.location, &names[1], None), one);
    }

    #[test]
    fn removing_states_keeps_the_parts_of_the_page(
        location in prop_oneof![Just(StateLocation::Fragment), Just(StateLocation::Query)],
        parts in vec("x[a-z0-9=+/?é]{0,8}", 0..4),
        states in vec((instance_names(), "1;[a-z0-9:;.]{0,20}"), 0..4),
    ) {
        let url = PageUrl { location, other_component: Some("top".to_owned()), route: None, before: parts, after: vec![] }.with(None);
        let with = states.iter().fold(url.clone(), |url, (name, value)| with_value(&url, location, name, Some(value)));
        prop_assert_eq!(without_states(&with, location), url);
    }
}

#[test]
fn a_link_cannot_render_too_many_rows_at_once() {
    let entry = |index: usize| json!({ "name": format!("E{index}"), "scores": { "a": 1 } });
    let data = json!({
        "criteria": [{ "id": "a", "name": "A", "weight": 1 }],
        "entries": (0..2_000).map(entry).collect::<Vec<_>>(),
    });
    let comparison = crate::support::read(&data.to_string());
    let DecodedLink { session, notices } = decode(&comparison, "1;a:1;rows=4000000000");
    assert_eq!(
        (session.rows, notices),
        (MAX_ROWS_FROM_LINK, vec![LinkNotice::Truncated])
    );

    let ids: Vec<String> = (0..2_000).map(|index| format!("e{index}")).collect();
    let DecodedLink { session, notices } =
        decode(&comparison, &format!("1;a:1;open={}", ids.join(",")));
    assert_eq!(
        (session.open_entries.len(), notices),
        (MAX_OPEN_FROM_LINK, vec![LinkNotice::Truncated])
    );

    let mut session = Session::published(&comparison);
    session.rows = MAX_ROWS_FROM_LINK + Session::PAGE_SIZE;
    let decoded = decode(&comparison, &encode(&comparison, &session));
    assert_eq!(
        (decoded.session.rows, decoded.notices),
        (MAX_ROWS_FROM_LINK, vec![])
    );

    let junk = format!("1;a:1;{}rows=4000000000", "zzz;".repeat(500));
    let DecodedLink { notices, .. } = decode(&comparison, &junk);
    assert_eq!(notices.len(), MAX_NOTICES + 1);
    assert_eq!(notices.first(), Some(&LinkNotice::Truncated));
    assert_eq!(notices.last(), Some(&LinkNotice::More(501 - MAX_NOTICES)));
    let texts = Texts::english();
    assert_eq!(
        texts.notice(&LinkNotice::Truncated),
        "This link opens too much at once. Only the first part is shown."
    );
}

/// A table in which a reader of its link sees another ranking as soon as a score or an id changes.
const TABLE: &str = "id,name,a,b\nx,Acme,1,5\ny,Brix,4,2\nz,Coil,3,\n";

fn edition(table: &str) -> String {
    let data = DataSet::from_csv(table).unwrap_or_else(|problems| panic!("{problems:#?}"));
    data.comparison.edition
}

#[test]
fn an_edition_is_that_of_the_ids_and_scores() {
    // Links have it once they are released.
    assert_eq!(edition(TABLE), "xwnad");
    for same in [
        TABLE.replace("Acme", "Acme Inc."),
        TABLE.replace(",a,", ",a [weight=30],"),
        "id,name,b,a\nz,Coil,,3\ny,Brix,2,4\nx,Acme,5,1\n".to_owned(),
        TABLE.replace("1,5", "1.0,5.0"),
    ] {
        assert_eq!(edition(&same), edition(TABLE), "{same}");
    }
    for other in [
        TABLE.replace("1,5", "2,5"),
        TABLE.replace("1,5", "5,1"),
        TABLE.replace("3,", "3,0"),
        TABLE.replace("x,", "w,"),
        TABLE.replace(",a,", ",a [id=c],"),
        TABLE.replace(",a,", ",a [better=lower],"),
        TABLE.replace(",a,", ",a [range=0..9],"),
        TABLE.replace("z,Coil,3,\n", ""),
    ] {
        assert_ne!(edition(&other), edition(TABLE), "{other}");
    }
}

#[test]
fn a_link_to_other_data_is_reported() {
    let comparison = DataSet::from_csv(TABLE).unwrap().comparison;
    let link = encode(&comparison, &Session::published(&comparison));
    let other = DataSet::from_csv(&TABLE.replace("1,5", "2,5")).unwrap();
    let notices = |link: &str| decode(&other.comparison, link).notices;
    assert_eq!(notices(&link), [LinkNotice::OtherEdition]);
    assert_eq!(notices(&percent_encoded(&link)), [LinkNotice::OtherEdition]);
    assert_eq!(
        notices(&link.replace(';', "\r\n>;")),
        [LinkNotice::OtherEdition]
    );
    let own = encode(&other.comparison, &Session::published(&other.comparison));
    for link in [&own, "1;a:30;b:20", "1.;a:30;b:20"] {
        assert_eq!(notices(link), [], "{link}");
    }
    for unknown in ["1x;a:30", "10;a:30", "2.abcde;a:30"] {
        let notices = notices(unknown);
        assert!(
            matches!(notices[..], [LinkNotice::UnknownVersion(_)]),
            "{unknown}"
        );
    }
    let text = Texts::english().notice(&LinkNotice::OtherEdition);
    assert!(text.contains("have changed"), "{text}");
}
