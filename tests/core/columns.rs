//! The columns of a table, their probable roles, and the fixes of its layout.

use proptest::prelude::*;
use weigh_in_core::dataset::{Better, DataSet};
use weigh_in_core::format::{ColumnRole, ColumnSettings, TableColumns, TableFix};
use weigh_in_core::lint::{likely_columns, summary_entries};
use weigh_in_core::ranking::Ranking;

/// Tables as they are published: 0 and 1 beside shares, counts of incidents, ranks and codes.
const SWEETS: &str = include_str!("../tables/sweets.csv");
const AIRLINES: &str = include_str!("../tables/airlines.csv");
const DEGREES: &str = include_str!("../tables/degrees.csv");

/// Returns a table after its probable columns were accepted.
fn accept_likely(table: &str) -> String {
    let columns = TableColumns::read(table).expect("a table");
    let settings = likely_columns(&columns).into_iter();
    let settings: Vec<ColumnSettings> = settings.map(|column| column.settings).collect();
    columns.rewrite(table, &settings)
}

fn header(table: &str) -> &str {
    table.lines().next().expect("a header")
}

/// Returns the names of the entries at the published weights, best first.
fn ranked_names(table: &str) -> Vec<String> {
    let data = DataSet::from_csv(table).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let comparison = &data.comparison;
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let rows = ranking.rows().iter();
    rows.map(|row| comparison.entry(row.entry).name.clone())
        .collect()
}

#[test]
fn a_table_of_flags_and_shares_ranks_sensibly() {
    let table = accept_likely(SWEETS);
    assert_eq!(
        header(&table),
        "name,chocolate,fruity,caramel,nutty,nougat,wafer,hard,bar,pricepercent [better=lower],winpercent"
    );
    let names = ranked_names(&table);
    assert_eq!((&*names[0], &*names[84]), ("Sunrise Cups", "Chalk Drops"));
}

#[test]
fn a_table_of_incidents_ranks_sensibly() {
    let table = accept_likely(AIRLINES);
    let lower = header(&table).matches(" [better=lower]").count();
    assert_eq!(lower, 6);
    let names = ranked_names(&table);
    assert_eq!(
        (&*names[0], &*names[55]),
        ("Northwind Airways", "Sooty Air")
    );
}

#[test]
fn ranks_codes_and_totals_are_no_criteria() {
    let table = accept_likely(DEGREES);
    let start =
        "published_rank,ignore:Degree_code,name,ignore:Total,Men,Women,tag:Degree_category,";
    assert!(table.starts_with(start), "{}", header(&table));
    let data = DataSet::from_csv(&table).unwrap();
    assert_eq!(data.comparison.criteria.len(), 15);
    assert_eq!(data.comparison.facets[0].name, "Degree_category");
    let lower = data.comparison.criteria.iter();
    let lower = lower.filter(|criterion| criterion.better == Better::Lower);
    let lower: Vec<&str> = lower.map(|criterion| &*criterion.name).collect();
    assert_eq!(lower, ["Unemployed", "Unemployment_rate"]);
}

#[test]
fn every_role_is_found() {
    let table = "#,Product,Web,Maker,Verdict,Serial,Zip code,Stars,Price,Total\n\
        1,Acme,https://acme.example,Brix,A good phone for little money,A-1,1203,4,80,84\n\
        2,Brix,https://brix.example,Brix,The best camera that you can buy,B-2,4532,5,90,95\n\
        3,Cello,https://cello.example,Brix,Its battery lasts for three days,C-3,1500,3,40,43\n";
    assert_eq!(
        header(&accept_likely(table)),
        "published_rank,name,url,tag:Maker,tagline,ignore:Serial,ignore:Zip code,Stars,Price [better=lower],ignore:Total"
    );
}

#[test]
fn headers_that_decide_are_kept() {
    for table in [
        "Rank [weight=10 better=lower],name,Price [better=higher],Code [range=0..9999 unit=kg]\n1,Acme,80,1111\n2,Brix,60,2222\n",
        "published_rank,name,tag:Maker,ignore:Price,Quality\n1,Acme,A,80,5\n2,Brix,B,60,4\n",
    ] {
        assert_eq!(accept_likely(table), table);
    }
    let unit = "name,Price [€]\nAcme,80\nBrix,60\n";
    assert_eq!(
        header(&accept_likely(unit)),
        "name,Price [better=lower unit=€]"
    );
}

#[test]
fn weights_in_names_become_weights() {
    let table = "name,Comfort (30%),\"Price (69,5 %)\"\nAcme,5,6\nBrix,7,3\n";
    assert_eq!(
        header(&accept_likely(table)),
        "name,Comfort [weight=30],Price [weight=69.5 better=lower]"
    );
}

#[test]
fn columns_are_left_out_on_request() {
    let data = DataSet::from_csv("name,Ignore: Maker,ignore:Code,Stars\nAcme,Brix,x,4\n").unwrap();
    assert_eq!(data.comparison.criteria.len(), 1);
    assert!(data.comparison.facets.is_empty());
}

#[test]
fn a_criterion_can_have_a_reserved_name() {
    let mut settings = ColumnSettings::parse("name");
    settings.role = ColumnRole::Criterion;
    let table = format!("Product,{}\nAcme,4\nBrix,5\n", settings.to_header());
    let data = DataSet::from_csv(&table).unwrap();
    assert_eq!(data.comparison.criteria[0].name, "name");
}

#[test]
fn only_headers_with_new_settings_change() {
    let table = "sep=;\n  name ;\"Price; €\";Stars [better=higher]  ;Rank\r\nAcme;80;4;1\r\n";
    let columns = TableColumns::read(table).unwrap();
    assert_eq!(
        columns.rewrite(table, &columns.settings()),
        "sep=;\nname;\"Price; €\";Stars [better=higher];Rank\r\nAcme;80;4;1\r\n"
    );
    let mut settings = columns.settings();
    settings[3].role = ColumnRole::PublishedRank;
    settings[1].weight = "30".to_owned();
    assert_eq!(
        columns.rewrite(table, &settings),
        "sep=;\nname;\"Price; € [weight=30]\";Stars [better=higher];published_rank\r\nAcme;80;4;1\r\n"
    );
}

#[test]
fn texts_that_are_no_tables_have_no_columns() {
    for text in [
        "",
        "a text",
        "sep=,\nname,\"Price\nAcme,80\n",
        "name\nAcme\n",
        "Report,,\nname,Price,Stars\nAcme,80,4\n",
    ] {
        assert_eq!(TableColumns::read(text), None, "{text}");
    }
}

/// Applies the fix of a table's layout.
fn fix(table: &str) -> String {
    let fix = TableFix::find(table).expect("a fix");
    let fixed = fix.apply(table);
    assert_eq!(TableFix::find(&fixed), None, "{fixed}");
    fixed
}

#[test]
fn rows_above_the_header_are_removed() {
    let report = "Report,,,\r\n\"From:\",2031-01-01,,\r\n,,,\r\nname,Units,Rating,Returns\r\nAlfa,120,4.5,3\r\n";
    assert_eq!(
        fix(report),
        "name,Units,Rating,Returns\r\nAlfa,120,4.5,3\r\n"
    );
}

#[test]
fn two_rows_of_headers_are_joined() {
    let grouped = "Our tests,,,,\n,Price,,Rating,\nname,2023,2024,2023,2024\nAcme,80,90,4,5\n";
    assert_eq!(
        fix(grouped),
        "name,Price 2023,Price 2024,Rating 2023,Rating 2024\nAcme,80,90,4,5\n"
    );
}

#[test]
fn a_header_of_groups_and_names_is_one_row_after_a_fix() {
    let table = "Product,Battery,,Camera,\n,Life,Charge,Photo,Video\nAcme,10,2,8,7\nBrix,9,3,7,9\nTotal,19,5,15,16\n";
    let joined = "Product,Battery Life,Battery Charge,Camera Photo,Camera Video\nAcme,10,2,8,7\nBrix,9,3,7,9\nTotal,19,5,15,16\n";
    let join = TableFix::find(table).expect("a fix");
    assert_eq!(join, TableFix::JoinHeaders { header: 2 });
    assert_eq!(join.describe(table), "Join rows 1 and 2 to one header");
    assert_eq!(fix(table), joined);
    let columns = TableColumns::read(table).expect("a table");
    assert_eq!(columns.columns[2].header, "Battery Charge");
    assert_eq!(columns.columns[0].cells, ["Acme", "Brix", "Total"]);
    assert_eq!(columns.rewrite(table, &columns.settings()), joined);
    let entries = vec![2];
    let fixed = TableFix::RemoveEntries { entries }.apply(table);
    assert_eq!(fixed, table.replace("Total,19,5,15,16\n", ""));
    let short = table.replace("9,3,7,9", "9,3");
    assert_eq!(
        TableFix::find(&short),
        Some(TableFix::FillRows { count: 1 })
    );
}

#[test]
fn short_rows_are_filled() {
    let table = "name,Price,Stars\nAcme\n\nBrix,60,4\nCello,70\n";
    assert_eq!(TableFix::find(table), Some(TableFix::FillRows { count: 2 }));
    assert_eq!(
        fix(table),
        "name,Price,Stars\nAcme,,\n\nBrix,60,4\nCello,70,\n"
    );
    for uncertain in [
        "name,Price\nAcme\nBrix,6,4\n",
        "name,Price\nAcme\nBrix,\"6\n",
        "name\nAcme\n",
    ] {
        assert_eq!(TableFix::find(uncertain), None, "{uncertain}");
    }
}

#[test]
fn lines_below_a_table_are_removed() {
    let table = "name,Price,Stars\nAcme,80,4\nBrix,60,4\n\nSource: our tests\nAll in USD\n";
    let fix = TableFix::find(table).expect("a fix");
    assert_eq!(
        fix.describe(table),
        "Remove the rows “Source: our tests”, “All in USD”"
    );
    assert_eq!(fix.apply(table), "name,Price,Stars\nAcme,80,4\nBrix,60,4\n");
}

#[test]
fn a_title_is_not_a_group_of_columns() {
    let report = "Report,,\nname,Price,Price\nAcme,80,90\n";
    assert_eq!(
        TableFix::find(report),
        Some(TableFix::RemoveRowsAbove { header: 2 })
    );
}

#[test]
fn dates_and_codes_do_not_name_the_entries() {
    for (table, header_after) in [
        (
            "Released,Product,Stars\n2024-01-05,Acme,4\n2023-03-01,Brix,5\n2022-03-01,Coil,5\n",
            "ignore:Released,name,Stars",
        ),
        (
            "SKU,Product,Stars\nA-1,Acme,4\nB-2,Brix,5\nC-3,Coil,5\n",
            "ignore:SKU,name,Stars",
        ),
    ] {
        assert_eq!(header(&accept_likely(table)), header_after);
    }
    let data = DataSet::from_csv("Released,Product,Stars\n2024-01-05,Acme,4\n2023-03-01,Brix,5\n");
    let problems = data.expect_err("dates are not scores");
    assert!(problems[0].place.contains("Released"), "{problems:?}");
}

#[test]
fn ranks_that_are_incomplete_are_left_out() {
    let table = "Rank,Product,Stars\n11,Acme,4\n12,Brix,5\n14,Coil,5\n";
    assert_eq!(header(&accept_likely(table)), "ignore:Rank,name,Stars");
}

#[test]
fn names_that_reverse_a_word_keep_the_direction() {
    let table = "name,Noise cancellation,Crash safety,Flight time,Full time,Failure rate\nAcme,8,7,30,5,4\nBrix,6,5,20,2,3\n";
    assert_eq!(
        header(&accept_likely(table)),
        "name,Noise cancellation,Crash safety,Flight time,Full time,Failure rate [better=lower]"
    );
}

#[test]
fn columns_that_are_left_out_keep_their_options() {
    let header = "ignore:Price [weight=30 unit=€]";
    let mut settings = ColumnSettings::parse(header);
    assert_eq!(settings.to_header(), header);
    settings.role = ColumnRole::Criterion;
    assert_eq!(settings.to_header(), "Price [weight=30 unit=€]");
}

#[test]
fn rows_that_sum_up_the_others_are_removed() {
    let table = "name,Price,Stars\nAcme,80,4\nBrix,60,5\n\nTotal,140,9\n";
    let data = DataSet::from_csv(table).unwrap();
    let entries = summary_entries(&data.comparison).into_iter();
    let entries: Vec<usize> = entries.map(|entry| entry.0 as usize).collect();
    assert_eq!(entries, [2]);
    let fixed = TableFix::RemoveEntries { entries }.apply(table);
    assert_eq!(fixed, "name,Price,Stars\nAcme,80,4\nBrix,60,5\n");
}

proptest! {
    #[test]
    fn a_header_keeps_its_settings(
        role in prop::sample::select(vec![ColumnRole::Criterion, ColumnRole::Tags, ColumnRole::Ignored]),
        name in "[A-Za-zé][A-Za-z é(),;\"]{0,10}[a-z)]",
        better in prop::sample::select(vec![None, Some(Better::Higher), Some(Better::Lower)]),
        weight in prop::sample::select(vec!["", "30", "7.5"]),
        range in prop::sample::select(vec![["", ""], ["0", "100"], ["-1.5", "2"]]),
        unit in prop::sample::select(vec!["", "€", "km per hour"]),
    ) {
        let mut settings = ColumnSettings::parse(&name);
        prop_assume!(settings.role == ColumnRole::Criterion);
        settings.role = role;
        if role == ColumnRole::Criterion {
            settings.better = better;
            settings.weight = weight.to_owned();
            settings.range = range.map(str::to_owned);
            settings.unit = unit.to_owned();
        }
        let table = "name,x\nAcme,1\n";
        let columns = TableColumns::read(table).unwrap();
        let table = columns.rewrite(table, &[columns.columns[0].settings.clone(), settings.clone()]);
        let columns = TableColumns::read(&table).unwrap();
        prop_assert_eq!(&columns.columns[1].settings, &settings, "{}", table);
    }

    #[test]
    fn accepting_probable_columns_twice_changes_nothing(
        header in "(Rank|name|Price|Code|Stars|Total|[A-Z][a-z]{2})(,(Rank|Price|Code|Stars|Maker|Price \\(70%\\)|Total)){1,5}",
        rows in prop::collection::vec("(1|2|A|x y|https://a\\.example|)(,(1|2\\.5|yes|Acme|70|)){1,5}", 1..8),
    ) {
        let table = format!("{header}\n{}\n", rows.join("\n"));
        let once = accept_likely(&table);
        prop_assert_eq!(accept_likely(&once), once);
    }
}
