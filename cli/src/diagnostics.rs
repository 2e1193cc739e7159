use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::check_report::LocatedProblem;
use super::escape_for_terminal::escape_for_terminal;
use super::excerpt::Excerpt;
use super::file::File;

/// Renders a problem as compilers do: the message, the location, and the line with the location marked.
pub(super) fn render_problem(file: &File, problem: &LocatedProblem) -> String {
    let origin = Origin::path(&file.name);
    let (Some(line), Some(column), Some(byte_offset)) =
        (problem.line, problem.column, problem.byte_offset)
    else {
        let title = format!("{}: {}", problem.place, problem.message);
        return render(Level::ERROR.primary_title(title).element(origin));
    };
    let excerpt = Excerpt::new(&file.bytes, byte_offset);
    let mark = AnnotationKind::Primary.span(excerpt.span);
    let snippet = Snippet::source(excerpt.text)
        .line_start(line)
        .annotation(mark.label(escape_for_terminal(&problem.place)));
    let title = Level::ERROR.primary_title(&problem.message);
    render(if excerpt.is_truncated {
        // A truncated line doesn't show the column.
        title
            .element(origin.line(line).char_column(column))
            .element(snippet)
    } else {
        title.element(snippet.path(&file.name))
    })
}

/// Renders a warning with the name of its file.
pub(super) fn render_warning(file: &str, message: &str) -> String {
    let title = Level::WARNING.primary_title(message);
    render(title.element(Origin::path(file)))
}

/// Renders a note with the name of its file: what was decided for the editor, and how to change it.
pub(super) fn render_note(file: &str, message: &str) -> String {
    let title = Level::NOTE.primary_title(message);
    render(title.element(Origin::path(file)))
}

/// Renders with colors, which `anstream` removes if the output isn't a terminal.
fn render(group: Group) -> String {
    Renderer::styled().render(&[group])
}
