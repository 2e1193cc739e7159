use super::{
    EmbedDialogEffect, EmbedDialogEvent, HistoryEntry, ShareInput, Shared, Update, WeightInput,
};
use crate::dataset::Details;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::{LeadLevel, Report};
use crate::session::{Action, Session};
use crate::text::Text;
use crate::weights::Weights;

/// Something that happens to a widget.
pub enum Event {
    /// A reader operated the slider or reset button of a weight.
    WeightInput(CriterionIndex, WeightInput),
    /// Something happened in the panels.
    Panels(PanelsEvent),
    /// A reader typed in the search field.
    Search {
        /// The text of the field.
        text: String,
        /// Whether the gesture is over.
        committed: bool,
    },
    /// A reader made another change to the session that can be undone.
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
    /// A reader opened the dialog with the code to embed.
    OpenEmbedDialog,
    /// Something happened in the dialog with the code to embed.
    EmbedDialog(EmbedDialogEvent),
    /// A reader opened the ranking, or a panel in its place.
    ShowResults(ResultsView),
    /// A reader points at, focuses or chooses the slider of a criterion.
    UseSlider(CriterionIndex),
    /// A reader points at the name of a criterion, or no longer at any.
    PointAt(Option<CriterionIndex>),
    /// A reader opened or closed the description of a criterion.
    ToggleDescription(CriterionIndex),
    /// A reader switched between one weight and all weights in a narrow panel.
    ToggleAllWeights,
    /// A reader covered the tray of a narrow widget with the sliders, or uncovered it.
    CoverTray(bool),
    /// A reader opened or closed the filters of a narrow widget.
    ToggleFilters,
    /// A reader dismissed the notices about the link.
    DismissNotices,
    /// The browser took the pointer that drags the slider of a criterion, to scroll the page.
    CancelSlide(CriterionIndex),
    /// A pointer was pressed somewhere on the page.
    PointerDown,
    /// A reader points at the widget or focuses something in it, or a script asks for what the panels compute.
    Interest,
    /// A chunk is about to be needed, or a reader asked to try it again.
    RequestChunk(Chunk),
    /// The details have loaded, which were not there at the start.
    DetailsLoaded(Shared<Details>),
    /// A chunk has loaded.
    ChunkLoaded(LateUpdate),
    /// A chunk could not be loaded.
    ChunkFailed(Chunk),
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
        /// The level of the lead; `None` if the report does not say yet.
        level: Option<LeadLevel>,
        /// The milliseconds after which the analysis continues; `None` if it is complete.
        resume_after: Option<u32>,
    },
}

/// Something that happens in the panels.
pub enum PanelsEvent {
    /// A reader typed a weight's share of the total.
    Share(CriterionIndex, ShareInput),
    /// A reader operated the order of importance of the criteria.
    Order(OrderInput),
    /// A reader asked to see another entry's details.
    RevealEntry(EntryIndex),
    /// A reader asked to compare an entry with another.
    Compare([EntryIndex; 2]),
    /// A reader asked which weights would put an entry first.
    FindNearestWeights(EntryIndex),
    /// A reader asked to apply the weights that were found for an entry.
    ApplyNearestWeights {
        /// The entry.
        entry: EntryIndex,
        /// Whether the weights change gradually.
        animated: bool,
    },
    /// The next frame is about to be painted, after [`Effect::RequestFrame`].
    Frame,
}

/// The function that updates the model for the events of a chunk. Its code loads with the chunk; until then such events
/// have no effect.
#[derive(Clone, Copy)]
pub enum LateUpdate {
    /// [`update_panels`](super::update_panels).
    Panels(fn(&mut Update<'_>, PanelsEvent) -> bool),
    /// [`update_embed_dialog`](super::update_embed_dialog), for [`Chunk::Extras`].
    Extras(fn(&mut Update<'_>, EmbedDialogEvent) -> bool),
}

/// An operation on the list of the criteria in order of importance, where positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderInput {
    /// A button moved a criterion to a position.
    Move(CriterionIndex, usize),
    /// A pointer grabbed a criterion.
    Grab(CriterionIndex),
    /// The pointer moved to a position.
    Drag(usize),
    /// The pointer was released.
    Release,
    /// A button asked for the weights of the current order.
    Apply,
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
    /// The analysis of the ranking's robustness is updated to the model, followed by [`Event::Analyzed`].
    Analyze,
    /// The analysis runs for a slice of time, followed by [`Event::Analyzed`].
    AdvanceAnalysis,
    /// A chunk is loaded, followed by [`Event::ChunkLoaded`].
    LoadChunk(Chunk),
    /// An element is focused as soon as it is rendered.
    Focus(Focus),
    /// [`PanelsEvent::Frame`] follows right before the next frame is painted.
    RequestFrame,
    /// Something must happen for the dialog with the code to embed.
    EmbedDialog(EmbedDialogEffect),
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
    /// Not requested yet.
    NotRequested,
    /// Loading.
    Pending,
    /// Loaded.
    Done(T),
    /// Failed to load.
    Failed,
}

/// The content of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsView {
    /// The ranking.
    Ranking,
    /// The robustness of the ranking.
    Robustness,
    /// The comparison of the selected entries.
    Comparison,
}

impl ResultsView {
    /// Returns what a link with this session shows: the comparison, if there is one.
    pub(super) fn from_link(session: &Session) -> ResultsView {
        if session.compared.len() > 1 {
            ResultsView::Comparison
        } else {
            ResultsView::Ranking
        }
    }
}

/// An element that can be focused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The comparison.
    Comparison,
    /// The guide.
    Guide,
    /// The panel with the robustness.
    Robustness,
    /// The button that opens it.
    RobustnessButton,
    /// The entries selected for comparison.
    Tray,
    /// The sheet with the filters of a narrow widget.
    Filters,
    /// The slider that a narrow panel shows.
    Slider,
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
    /// No text.
    Empty,
    /// A confirmation of an action, or a report of its failure.
    Message(Text),
    /// The link, for the reader to copy by hand.
    CopyByHand(String),
}
