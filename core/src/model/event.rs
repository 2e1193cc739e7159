use super::{HistoryEntry, Shared, WeightInput};
use crate::dataset::Details;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::Report;
use crate::session::Action;
use crate::text::Text;
use crate::weights::Weights;

/// Something that happens to a widget.
pub enum Event {
    /// A reader touched the control of a weight.
    WeightInput(CriterionIndex, WeightInput),
    /// A reader put the criteria into another order, for good if `committed`.
    SetAllWeights {
        /// The weights that follow from it.
        weights: Weights,
        /// Whether the gesture is over.
        committed: bool,
    },
    /// A reader typed what to search for, for good if `committed`.
    Search {
        /// The text.
        text: String,
        /// Whether the gesture is over.
        committed: bool,
    },
    /// A reader did something else that changes the session, and can be undone.
    Apply(Action),
    /// A reader opened or closed something: no change to undo.
    SetDisclosure(Action),
    /// A reader took the last gesture back.
    Undo,
    /// A reader asked for the link.
    CopyLink,
    /// The link is on the clipboard, or could not be written there.
    LinkCopied {
        /// The link.
        link: String,
        /// Whether it is on the clipboard.
        copied: bool,
    },
    /// A reader asked for the browser's share sheet.
    OpenShareSheet,
    /// A reader wants a file.
    SaveFile(FileFormat),
    /// The file was handed over, or could not be made.
    FileSaved(bool),
    /// A reader wants the code to embed, or no longer.
    SetEmbedOpen(bool),
    /// A reader wants to go to the comparison.
    GoToComparison,
    /// A reader wants another criterion's slider on the mixing desk.
    SelectCriterion(CriterionIndex),
    /// A reader wants to know what a criterion measures, or no longer.
    ToggleDescription(CriterionIndex),
    /// A reader wants all weights in a narrow panel, or no longer.
    ToggleAllWeights,
    /// A reader wants the table of all ranks, or no longer.
    ToggleRanks,
    /// A reader wants to see another entry's details.
    RevealEntry(EntryIndex),
    /// A reader has read the notices about the link.
    DismissNotices,
    /// A pointer was pressed somewhere on the page.
    PointerDown,
    /// A part that loads later is about to be needed, or is to be tried once more.
    RequestChunk(Chunk),
    /// The details of the bundled data set are here.
    DetailsLoaded(Shared<Details>),
    /// A part that loads later is here, or could not be loaded.
    ChunkLoaded(Chunk, bool),
    /// The widget is on the screen.
    Ready,
    /// The page's URL may have changed.
    Navigate,
    /// The state is to be written into the page's URL, which another has changed since; as a new entry of the history
    /// if `is_new`.
    WriteUrl {
        /// Whether it is a new entry.
        is_new: bool,
    },
    /// The page's URL was written, as far as the page allows it.
    UrlWritten,
    /// A timer has run out.
    TimerFired(Timer),
    /// The text for screen readers, worked out after [`Effect::Announce`].
    Announced(String),
    /// A script set all weights.
    ScriptSetWeights(Weights),
    /// A script went back to the published weights.
    ScriptReset,
    /// The publisher lets the widget start from other weights.
    SetStartingWeights(Weights),
    /// The analysis of how robust the ranking is has come so far, after [`Effect::Analyze`] or
    /// [`Effect::AdvanceAnalysis`].
    Analyzed {
        /// What is known.
        report: Shared<Report>,
        /// After how many milliseconds the analysis goes on; `None` if it is complete.
        again_in: Option<u32>,
    },
}

/// Something that must happen outside the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The widget is rendered.
    Render,
    /// The page's URL is written, followed by [`Event::UrlWritten`].
    WriteUrl(String, HistoryEntry),
    /// The element dispatches an event.
    Emit(ElementEvent),
    /// [`Event::TimerFired`] follows after so many milliseconds; a timer of the same kind starts again.
    Schedule(Timer, u32),
    /// [`Event::Announced`] follows, once the panels are loaded.
    Announce,
    /// The analysis of how robust the ranking is follows the model, and [`Event::Analyzed`] follows.
    Analyze,
    /// The analysis goes on for a slice of time, and [`Event::Analyzed`] follows.
    AdvanceAnalysis,
    /// A part is loaded, followed by [`Event::ChunkLoaded`].
    Load(Chunk),
    /// The focus goes there as soon as it is rendered.
    Focus(Focus),
    /// A link is written to the clipboard, followed by [`Event::LinkCopied`].
    Copy(String),
    /// The browser's share sheet opens for a link.
    ShareSheet(String),
    /// A reader is handed a file that names this link, followed by [`Event::FileSaved`].
    Save(FileFormat, String),
}

/// An event of the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementEvent {
    /// The widget is there to use.
    Ready,
    /// A step of a gesture.
    Input,
    /// A reader's change is final.
    Change,
}

/// Something that happens after a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// A gesture is announced.
    Announce,
    /// The page's URL catches up with a gesture.
    Url,
    /// The analysis goes on.
    Analysis,
}

/// A part of the widget that loads later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// What readers open: details, comparison, robustness, order of importance.
    Panels,
    /// What few readers ask for: guide, files, code to embed.
    Extras,
}

/// Something that loads when it is first needed, as far as it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadState<T = ()> {
    /// Nobody has asked for it.
    NotRequested,
    /// It is on its way.
    Pending,
    /// It is here.
    Done(T),
    /// It could not be loaded.
    Failed,
}

/// What the focus goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The comparison.
    Comparison,
    /// The guide.
    Guide,
    /// An entry's row.
    Entry(EntryIndex),
}

/// A kind of file that a reader takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// A picture to paste.
    Png,
    /// The same picture as lines and letters, sharp at any size.
    Svg,
    /// A table.
    Csv,
    /// The data set.
    Json,
}

/// The status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing.
    Quiet,
    /// What was done.
    Said(Text),
    /// The link, for the reader to copy by hand.
    Link(String),
}
