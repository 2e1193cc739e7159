//! The names of criteria: those that suggest a direction or a weight which the data set does not give.

use super::describe_criterion;
use crate::dataset::{Better, Criterion};
use crate::weights::Weight;

/// Words for what less of is better, in the widget's five languages, in lower case.
const LOWER_IS_BETTER: &[&str] = &[
    "accident",
    "accidents",
    "calories",
    "complaint",
    "complaints",
    "consumption",
    "cost",
    "costs",
    "crash",
    "crashes",
    "crime",
    "crimes",
    "death",
    "deaths",
    "debt",
    "defect",
    "defects",
    "delay",
    "delays",
    "downtime",
    "emissions",
    "error",
    "errors",
    "expense",
    "expenses",
    "fatalities",
    "fee",
    "failure",
    "failures",
    "fees",
    "incident",
    "incidents",
    "injuries",
    "latency",
    "lag",
    "noise",
    "ping",
    "pollution",
    "price",
    "prices",
    "rank",
    "ranking",
    "risk",
    "risks",
    "tax",
    "taxes",
    "time",
    "unemployed",
    "unemployment",
    "vulnerabilities",
    "wait",
    "weight", //
    "arbeitslose",
    "arbeitslosigkeit",
    "beschwerden",
    "dauer",
    "emissionen",
    "fehler",
    "gebühr",
    "gebühren",
    "gewicht",
    "kosten",
    "latenz",
    "lautstärke",
    "lärm",
    "preis",
    "preise",
    "risiko",
    "steuer",
    "steuern",
    "unfälle",
    "verbrauch",
    "verzögerung",
    "vorfälle",
    "wartezeit",
    "zeit", //
    "accidents",
    "attente",
    "bruit",
    "chômage",
    "chômeurs",
    "consommation",
    "coût",
    "coûts",
    "durée",
    "délai",
    "erreurs",
    "frais",
    "impôts",
    "latence",
    "plaintes",
    "poids",
    "pollution",
    "prix",
    "retard",
    "retards",
    "risque",
    "risques",
    "tarif",
    "temps", //
    "accidentes",
    "comisiones",
    "comisión",
    "consumo",
    "coste",
    "costes",
    "costo",
    "costos",
    "demora",
    "desempleo",
    "duración",
    "emisiones",
    "errores",
    "espera",
    "impuestos",
    "incidentes",
    "latencia",
    "peso",
    "precio",
    "precios",
    "quejas",
    "retraso",
    "retrasos",
    "riesgo",
    "ruido",
    "tarifa",
    "tarifas",
    "tiempo", //
    "أخطاء",
    "استهلاك",
    "التكلفة",
    "الرسوم",
    "السعر",
    "الضوضاء",
    "الوزن",
    "الوقت",
    "انبعاثات",
    "بطالة",
    "تأخير",
    "تكلفة",
    "حوادث",
    "رسوم",
    "زمن",
    "سعر",
    "شكاوى",
    "ضوضاء",
    "مخاطر",
    "وزن",
    "وقت",
];

/// The ends of German compounds for what less of is better.
const LOWER_IS_BETTER_ENDINGS: [&str; 3] = ["preis", "kosten", "gebühren"];

/// The ends of words for how something is measured.
const MEASURE_ENDINGS: [&str; 5] = ["percent", "pct", "rate", "usd", "eur"];

/// Words before “time” with which less of it is not better.
const WORDS_BEFORE_TIME: [&str; 9] = [
    "full", "part", "real", "battery", "flight", "play", "run", "standby", "talk",
];

/// Words that turn the meaning of others round, as in “noise cancellation”, in lower case.
const REVERSING_WORDS: [&str; 14] = [
    "cancellation",
    "cancelling",
    "canceling",
    "leistung",
    "protection",
    "reduction",
    "resistance",
    "safety",
    "saved",
    "saving",
    "savings",
    "sicherheit",
    "tolerance",
    "value",
];

/// Returns the word in a name for something of which less is often better.
pub(super) fn lower_is_better_word(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphabetic()).collect();
    if words.iter().any(|word| REVERSING_WORDS.contains(word)) {
        return None;
    }
    let is_known = |word: &str| LOWER_IS_BETTER.contains(&word);
    let suggests_lower = |&(index, word): &(usize, &&str)| {
        let before = words[..index].last().unwrap_or(&"");
        let mut endings = LOWER_IS_BETTER_ENDINGS.iter();
        let mut measures = MEASURE_ENDINGS.iter();
        let is_duration = *word != "time" || !WORDS_BEFORE_TIME.contains(before);
        is_known(word) && is_duration
            || endings.any(|ending| word.ends_with(ending))
            || measures.any(|ending| word.strip_suffix(ending).is_some_and(is_known))
    };
    let mut words = words.iter().enumerate();
    let (_, word) = words.find(suggests_lower)?;
    Some((*word).to_owned())
}

/// Splits a name such as “Price (70%)” into the name itself and a weight.
pub(super) fn split_weight(name: &str) -> Option<(&str, Weight)> {
    let inner = name.trim_end().strip_suffix(')')?;
    let (name, inner) = inner.rsplit_once('(')?;
    let number = inner.trim().strip_suffix('%')?.trim_end();
    Some((name.trim(), number.replace(',', ".").parse().ok()?))
}

/// Warns of a name that suggests that lower scores are better, where the data set does not say which end is.
pub(super) fn lint_direction(criterion: &Criterion, warn: &mut dyn FnMut(String, String)) {
    if criterion.given.better || criterion.better == Better::Lower {
        return;
    }
    if let Some(word) = lower_is_better_word(&criterion.name) {
        let message = format!(
            "higher scores count as better, but of “{word}” less is often better; set “better” to lower, or to higher if that is meant"
        );
        warn(describe_criterion(criterion), message);
    }
}

/// Warns of a weight in a criterion's name, such as “Price (70%)”, that is not its weight.
pub(super) fn lint_weight_in_name(criterion: &Criterion, warn: &mut dyn FnMut(String, String)) {
    if let Some((name, weight)) =
        split_weight(&criterion.name).filter(|(_, weight)| *weight != criterion.weight)
    {
        let message = format!(
            "a weight of {weight} is part of its name, and its weight is {}; set the weight to {weight} and the name to “{name}” if that is meant, in a table by “{name} [weight={weight}]”",
            criterion.weight,
        );
        warn(describe_criterion(criterion), message);
    }
}
