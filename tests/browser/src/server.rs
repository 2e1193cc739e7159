//! A web server for a test: it serves a [`Site`], and keeps a log.
//!
//! Every server has its own port, and so its own origin.

use std::{
    future,
    io::{self, ErrorKind},
    path::Path,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
    response::{Html, IntoResponse, Response},
};
use futures_util::stream;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tower_http::services::{ServeDir, fs::ServeFileSystemResponseBody};

use crate::{driver::block_on, site::Site};

/// A predicate of paths, which may have state.
type Refusal = Box<dyn Fn(&str) -> bool + Send>;

/// A manner in which a server fails to serve a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 404.
    Missing,
    /// 500, with a web page.
    Broken,
    /// Half of the content.
    Truncated,
    Empty,
    /// All of the content, as `text/html`.
    WrongType,
    /// The connection is closed after half of the content.
    Reset,
    /// No answer at all.
    Stalled,
}

impl Fault {
    /// Those that end.
    pub const ALL: [Fault; 6] = [
        Fault::Missing,
        Fault::Broken,
        Fault::Truncated,
        Fault::Empty,
        Fault::WrongType,
        Fault::Reset,
    ];

    /// Spoils the response to a request.
    async fn spoil(self, response: Response) -> Response {
        let (mut parts, body) = response.into_parts();
        let whole = match to_bytes(body, usize::MAX).await {
            Ok(whole) => whole,
            Err(error) => {
                return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response();
            }
        };
        let half = whole.slice(..whole.len() / 2);
        if self != Fault::Reset {
            parts.headers.remove(CONTENT_LENGTH);
        }
        let body = match self {
            Fault::Missing => return StatusCode::NOT_FOUND.into_response(),
            Fault::Broken => {
                return (StatusCode::INTERNAL_SERVER_ERROR, Html("<h1>Error</h1>")).into_response();
            }
            Fault::Stalled => return future::pending().await,
            Fault::Truncated => Body::from(half),
            Fault::Empty => Body::empty(),
            Fault::WrongType => {
                parts
                    .headers
                    .insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
                Body::from(whole)
            }
            Fault::Reset => {
                parts
                    .headers
                    .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
                let broken = io::Error::from(ErrorKind::ConnectionReset);
                Body::from_stream(stream::iter([Ok(half), Err(broken)]))
            }
        };
        Response::from_parts(parts, body)
    }
}

/// A running server; stopped when dropped.
pub struct Server {
    /// `http://127.0.0.1:<port>`
    pub origin: String,
    log: Arc<Mutex<Vec<LogEntry>>>,
    refused: Arc<Mutex<Option<(Refusal, Fault)>>>,
    gate: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server on a free port of this machine.
    pub fn start(site: Site, dist: &Path) -> Self {
        let (gate, gate_state) = watch::channel(false);
        let log = Arc::new(Mutex::new(Vec::new()));
        let refused = Arc::new(Mutex::new(None));
        let handler = Arc::new(Handler {
            folders: static_folders(&site, dist),
            site,
            log: log.clone(),
            refused: refused.clone(),
            gate_state,
        });
        let (origin, task) = block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let address = listener
                .local_addr()
                .expect("a bound listener has an address");
            let router = Router::new().fallback(handle_request).with_state(handler);
            let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
            (format!("http://{address}"), task)
        });
        Server {
            origin,
            log,
            refused,
            gate,
            task,
        }
    }

    /// Returns the log of all requests so far, in order.
    pub fn log(&self) -> Vec<LogEntry> {
        self.log.lock().unwrap().clone()
    }

    /// Reports whether a path with this ending was requested.
    pub fn was_requested(&self, ending: &str) -> bool {
        self.log().iter().any(|entry| entry.path.ends_with(ending))
    }

    /// Answers 404 for the paths that match `is_refused`, until [`Server::stop_refusing`].
    pub fn refuse(&self, is_refused: impl Fn(&str) -> bool + Send + 'static) {
        self.fail(Fault::Missing, is_refused);
    }

    /// Fails in one manner for the paths that match `is_refused`, until [`Server::stop_refusing`].
    pub fn fail(&self, fault: Fault, is_refused: impl Fn(&str) -> bool + Send + 'static) {
        *self.refused.lock().unwrap() = Some((Box::new(is_refused), fault));
    }

    /// Answers refused paths again.
    pub fn stop_refusing(&self) {
        *self.refused.lock().unwrap() = None;
    }

    /// Sends the responses that were held back.
    pub fn release(&self) {
        self.gate.send_replace(true);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// An entry of the server's log.
#[derive(Clone, Debug)]
pub struct LogEntry {
    pub path: String,
    /// The HTTP status; 0 while the response is held back.
    pub status: u16,
}

struct Handler {
    site: Site,
    /// The folders by path prefix; the first match is used.
    folders: Vec<(String, ServeDir)>,
    log: Arc<Mutex<Vec<LogEntry>>>,
    refused: Arc<Mutex<Option<(Refusal, Fault)>>>,
    gate_state: watch::Receiver<bool>,
}

impl Handler {
    /// Returns the fault with which a path is served now.
    fn fault_of(&self, path: &str) -> Option<Fault> {
        let refused = self.refused.lock().unwrap();
        let (is_refused, fault) = refused.as_ref()?;
        is_refused(path).then_some(*fault)
    }
}

fn static_folders(site: &Site, dist: &Path) -> Vec<(String, ServeDir)> {
    let serve = |folder: &Path| match site.precompressed {
        true => ServeDir::new(folder).precompressed_br(),
        false => ServeDir::new(folder),
    };
    let folders = site.folders.iter();
    let folders = folders.map(|(under, folder)| (under.clone(), serve(folder)));
    folders.chain([("/".to_owned(), serve(dist))]).collect()
}

impl Handler {
    async fn serve_file(
        &self,
        mut request: Request,
    ) -> io::Result<Response<ServeFileSystemResponseBody>> {
        let path = request.uri().path();
        let matches_prefix = |(under, _): &&(String, ServeDir)| path.starts_with(&**under);
        let (under, folder) = self
            .folders
            .iter()
            .find(matches_prefix)
            .expect("dist is under /");
        let relative = format!("/{}", &path[under.len()..]);
        *request.uri_mut() = relative.parse().expect("a part of a path is one");
        folder.clone().try_call(request).await
    }
}

async fn handle_request(State(handler): State<Arc<Handler>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let index = {
        let mut log = handler.log.lock().unwrap();
        log.push(LogEntry {
            path: path.clone(),
            status: 0,
        });
        log.len() - 1
    };
    if handler.site.held.is_some_and(|is_held| is_held(&path)) {
        // An error means that the test is over.
        let _ = handler.gate_state.clone().wait_for(|&open| open).await;
    }
    let is_missing = handler
        .site
        .missing
        .is_some_and(|is_missing| is_missing(&path));
    let fault = handler.fault_of(&path);
    let mut response = if is_missing {
        StatusCode::NOT_FOUND.into_response()
    } else if path == "/recorder.js" {
        (
            [("content-type", "text/javascript")],
            include_str!("recorder.js"),
        )
            .into_response()
    } else if let Some(html) = handler.site.pages.get(&path) {
        Html(html.clone()).into_response()
    } else if let Some((kind, content)) = handler.site.files.get(&path) {
        ([("content-type", *kind)], content.clone()).into_response()
    } else {
        match handler.serve_file(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                StatusCode::NOT_FOUND.into_response()
            }
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    };
    for (ending, name, value) in &handler.site.headers {
        if path.ends_with(ending) {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    if let Some(fault) = fault {
        response = fault.spoil(response).await;
    }
    handler.log.lock().unwrap()[index].status = response.status().as_u16();
    response
}
