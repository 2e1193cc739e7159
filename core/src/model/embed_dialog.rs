use super::{Effect, LoadState, Update};
use crate::publish::Snippet;

/// The dialog with the code to embed.
pub struct EmbedDialog {
    /// The URL of the shell's folder, the shell's integrity hash, and alternating names and values of attributes.
    pub info: LoadState<Vec<String>>,
    /// The kind of code that is shown.
    pub snippet: Snippet,
    /// Whether the code starts from the reader's weights, or else from the published ones.
    pub from_reader_weights: bool,
    /// The code that was copied last, and whether that succeeded.
    pub copied: Option<(Snippet, bool)>,
}

/// Something that happens in the dialog with the code to embed.
pub enum EmbedDialogEvent {
    /// The dialog is on the screen, or a reader asked to fetch the content of the code again.
    RequestInfo,
    /// The content of the code was fetched, or could not be, after [`EmbedDialogEffect::FetchInfo`].
    InfoFetched(Option<Vec<String>>),
    /// A reader switched between the current weights and the published ones.
    ToggleWeights,
    /// A reader chose a kind of code.
    Choose(Snippet),
    /// A reader asked to copy code.
    Copy(Snippet, String),
    /// The code was copied to the clipboard, or could not be if `false`, after [`EmbedDialogEffect::Copy`].
    Copied(Snippet, bool),
    /// A reader closed the dialog.
    Close,
}

/// Something that must happen outside the model for the dialog with the code to embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmbedDialogEffect {
    /// The content of the code is fetched, followed by [`EmbedDialogEvent::InfoFetched`].
    FetchInfo,
    /// Code is written to the clipboard, followed by [`EmbedDialogEvent::Copied`].
    Copy(Snippet, String),
    /// Code is selected, for the reader to copy it by hand.
    Select(Snippet),
}

impl Default for EmbedDialog {
    fn default() -> Self {
        EmbedDialog {
            info: LoadState::NotRequested,
            snippet: Snippet::Script,
            from_reader_weights: true,
            copied: None,
        }
    }
}

/// Updates the dialog for an event, if it is still open; returns whether the widget must be rendered again.
pub fn update_embed_dialog(update: &mut Update<'_>, event: EmbedDialogEvent) -> bool {
    let Some(dialog) = &mut update.model.embed else {
        return false;
    };
    let effects = &mut update.effects;
    let mut push = |effect| effects.push(Effect::EmbedDialog(effect));
    match event {
        EmbedDialogEvent::RequestInfo => {
            dialog.info = LoadState::Pending;
            push(EmbedDialogEffect::FetchInfo);
        }
        EmbedDialogEvent::InfoFetched(info) => {
            dialog.info = info.map_or(LoadState::Failed, LoadState::Done);
        }
        EmbedDialogEvent::ToggleWeights => {
            dialog.from_reader_weights = !dialog.from_reader_weights;
            dialog.copied = None;
        }
        EmbedDialogEvent::Choose(snippet) => {
            dialog.snippet = snippet;
            dialog.copied = None;
        }
        EmbedDialogEvent::Close => update.model.embed = None,
        EmbedDialogEvent::Copy(snippet, code) => push(EmbedDialogEffect::Copy(snippet, code)),
        EmbedDialogEvent::Copied(snippet, copied) => {
            dialog.copied = Some((snippet, copied));
            if !copied {
                push(EmbedDialogEffect::Select(snippet));
            }
        }
    }
    true
}
