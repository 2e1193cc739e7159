use super::{HistoryEntry, Shared, WeightInput};
use crate::dataset::Details;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::Report;
use crate::session::Action;
use crate::text::Text;
use crate::weights::Weights;

/// Something that happens to a widget.
pub enum Event {
    /// A reader operated the slider, number field or reset button of a weight.
    WeightInput(CriterionIndex, WeightInput),
    /// A reader changed the order of importance of the criteria.
    SetAllWeights {
        /// The weights that follow from the new order.
        weights: Weights,
        /// Whether the gesture is over.
        committed: bool,
    },
    /// A reader typed in the search field.
    Search {
        /// The text of the field.
        text: String,
        /// Whether the gesture is over.
        committed: bool,
    },
    /// A reader changed the session in another way that can be undone.
    Apply(Action),
    /// A reader opened or closed something, which can't be undone.
    SetDisclosure(Action),
    /// A reader undid the last gesture.
    Undo,
    /// A reader asked to copy the link.
    CopyLink,
    /// The link was copied to the clipboard, or could not be.
    LinkCopied {
        /// The link.
        link: String,
        /// Whether the link is on the clipboard.
        copied: bool,
    },
    /// A reader asked for the browser's share sheet.
    OpenShareSheet,
    /// A reader asked to save a file.
    SaveFile(ExportFormat),
    /// The file was saved, or could not be if `false`.
    FileSaved(bool),
    /// A reader opened or closed the code to embed.
    SetEmbedOpen(bool),
    /// A reader asked to go to the comparison.
    GoToComparison,
    /// A reader selected the criterion whose slider is shown where the panel is narrow.
    SelectCriterion(CriterionIndex),
    /// A reader opened or closed the description of a criterion.
    ToggleDescription(CriterionIndex),
    /// A reader switched between one weight and all weights in a narrow panel.
    ToggleAllWeights,
    /// A reader opened or closed the table of all ranks.
    ToggleRankTable,
    /// A reader asked to see another entry's details.
    RevealEntry(EntryIndex),
    /// A reader dismissed the notices about the link.
    DismissNotices,
    /// A pointer was pressed somewhere on the page.
    PointerDown,
    /// A chunk is about to be needed, or a reader asked to try it again.
    RequestChunk(Chunk),
    /// The details of the bundled data set have loaded.
    DetailsLoaded(Shared<Details>),
    /// A chunk has loaded, or failed to load if `false`.
    ChunkLoaded(Chunk, bool),
    /// The widget is on the screen.
    Ready,
    /// The page's URL may have changed.
    Navigate,
    /// The state is to be written into the page's URL, which the page has changed since the widget last wrote it.
    WriteUrl {
        /// Whether this adds an entry to the page's history.
        is_new: bool,
    },
    /// The page's URL was written, as far as the page allows it.
    UrlWritten,
    /// A timer has run out.
    TimerFired(Timer),
    /// The text for screen readers is ready, after [`Effect::Announce`].
    Announced(String),
    /// A script set all weights.
    ScriptSetWeights(Weights),
    /// A script restored the published weights.
    ScriptReset,
    /// The publisher set the weights that the widget starts from.
    SetInitialWeights(Weights),
    /// The analysis of the ranking's robustness has advanced, after [`Effect::Analyze`] or
    /// [`Effect::AdvanceAnalysis`].
    Analyzed {
        /// The report so far.
        report: Shared<Report>,
        /// The milliseconds after which the analysis continues; `None` if it is complete.
        resume_after: Option<u32>,
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
    /// [`Event::TimerFired`] follows after this many milliseconds; a running timer of the same kind restarts.
    Schedule(Timer, u32),
    /// [`Event::Announced`] follows, once the panels are loaded.
    Announce,
    /// The analysis of the ranking's robustness is updated to the model, followed by [`Event::Analyzed`].
    Analyze,
    /// The analysis runs for a slice of time, followed by [`Event::Analyzed`].
    AdvanceAnalysis,
    /// A chunk is loaded, followed by [`Event::ChunkLoaded`].
    LoadChunk(Chunk),
    /// An element is focused as soon as it is rendered.
    Focus(Focus),
    /// A link is written to the clipboard, followed by [`Event::LinkCopied`].
    CopyLink(String),
    /// The browser's share sheet opens for a link.
    OpenShareSheet(String),
    /// A file that names this link is saved, followed by [`Event::FileSaved`].
    SaveFile(ExportFormat, String),
}

/// An event that the element dispatches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementEvent {
    /// The widget is ready for use.
    Ready,
    /// The weights changed during a gesture.
    Input,
    /// A change is final.
    Change,
}

/// A timer of the widget, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Announces a gesture.
    Announce,
    /// Writes the state after a gesture into the page's URL.
    Url,
    /// Continues the analysis.
    Analysis,
}

/// A part of the widget's code that loads after the first paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// Details, comparison, robustness and order of importance.
    Panels,
    /// Guide, files and code to embed, which few readers open.
    Extras,
}

/// The state of something that loads when it is first needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadState<T = ()> {
    /// It was not requested yet.
    NotRequested,
    /// It is loading.
    Pending,
    /// It has loaded.
    Done(T),
    /// It could not be loaded.
    Failed,
}

/// An element that can be focused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The comparison.
    Comparison,
    /// The guide.
    Guide,
    /// An entry's row.
    Entry(EntryIndex),
}

/// The format of a file that a reader can save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// The ranking as a raster image.
    Png,
    /// The ranking as a vector image.
    Svg,
    /// The ranking as a table.
    Csv,
    /// The data set.
    Json,
}

/// The status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It shows nothing.
    Empty,
    /// It confirms an action or reports its failure.
    Message(Text),
    /// It shows the link for the reader to copy by hand.
    CopyByHand(String),
}
