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
    "crime",
    "crimes",
    "deaths",
    "debt",
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
    "fees",
    "incident",
    "incidents",
    "latency",
    "lag",
    "noise",
    "ping",
    "pollution",
    "price",
    "prices",
    "risk",
    "risks",
    "tax",
    "taxes",
    "time",
    "vulnerabilities",
    "wait",
    "weight", //
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

/// Warns of a name that suggests that lower scores are better, where the data set does not say which end is.
pub(super) fn lint_direction(criterion: &Criterion, warn: &mut dyn FnMut(String, String)) {
    if criterion.given.better || criterion.better == Better::Lower {
        return;
    }
    let name = criterion.name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphabetic());
    let suggests_lower = |word: &str| {
        let mut endings = LOWER_IS_BETTER_ENDINGS.iter();
        LOWER_IS_BETTER.contains(&word) || endings.any(|ending| word.ends_with(ending))
    };
    if let Some(word) = words.find(|word| suggests_lower(word)) {
        let message = format!(
            "higher scores count as better, but of “{word}” less is often better; set “better” to lower, or to higher if that is meant"
        );
        warn(describe_criterion(criterion), message);
    }
}

/// Warns of a weight in a criterion's name, such as “Price (70%)”, that is not its weight.
pub(super) fn lint_weight_in_name(criterion: &Criterion, warn: &mut dyn FnMut(String, String)) {
    let inner = criterion.name.trim_end().strip_suffix(')');
    let Some((name, inner)) = inner.and_then(|inner| inner.rsplit_once('(')) else {
        return;
    };
    let number = inner.trim().strip_suffix('%').map(str::trim_end);
    let weight: Option<Weight> = number.and_then(|number| number.replace(',', ".").parse().ok());
    if let Some(weight) = weight.filter(|weight| *weight != criterion.weight) {
        let message = format!(
            "“({})” is part of its name, and its weight is {}; set the weight to {weight} and the name to “{}” if that is meant, in a table by “{} [weight={weight}]”",
            inner.trim(),
            criterion.weight,
            name.trim(),
            name.trim()
        );
        warn(describe_criterion(criterion), message);
    }
}
