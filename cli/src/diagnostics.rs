use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::check_report::LocatedProblem;
use super::escape_for_terminal::escape_for_terminal;
use super::excerpt::Excerpt;
use super::file::File;

/// A problem as a compiler tells it: the message, the place, and the line with the place marked.
pub(super) fn problem(file: &File, problem: &LocatedProblem) -> String {
    let origin = Origin::path(&file.name);
    let (Some(line), Some(column), Some(at)) = (problem.line, problem.column, problem.at) else {
        let title = format!("{}: {}", problem.place, problem.message);
        return render(Level::ERROR.primary_title(title).element(origin));
    };
    let excerpt = Excerpt::new(&file.bytes, at);
    let mark = AnnotationKind::Primary.span(excerpt.span);
    let snippet = Snippet::source(excerpt.text)
        .line_start(line)
        .annotation(mark.label(escape_for_terminal(&problem.place)));
    let title = Level::ERROR.primary_title(&problem.message);
    render(if excerpt.is_truncated {
        // The column cannot be counted in what is left of the line.
        title
            .element(origin.line(line).char_column(column))
            .element(snippet)
    } else {
        title.element(snippet.path(&file.name))
    })
}

/// A warning with the file that it is about.
pub(super) fn warning(file: &str, message: &str) -> String {
    let title = Level::WARNING.primary_title(message);
    render(title.element(Origin::path(file)))
}

/// With colors, which the stream takes out where nobody sees them.
fn render(group: Group) -> String {
    Renderer::styled().render(&[group])
}
