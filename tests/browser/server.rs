//! A web server for one trial: the built files, and the pages that the trial writes itself.
//!
//! Every trial has a port, hence an origin, of its own.

use std::{
    collections::HashMap,
    fs,
    io::ErrorKind,
    path::Path,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{Html, IntoResponse, Response},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tower_http::services::ServeDir;

use crate::driver::block_on;

/// Picks paths.
type Picks = fn(&str) -> bool;

/// What a trial's server shall answer, beside the built files.
#[derive(Default)]
pub struct Site {
    pages: HashMap<String, String>,
    headers: Vec<(&'static str, HeaderName, HeaderValue)>,
    missing: Option<Picks>,
    held: Option<Picks>,
}

impl Site {
    /// The built demo page at `/`.
    pub fn demo() -> Self {
        Self::default()
    }

    /// A plain article at `/` with this body, which loads the element as a publisher would.
    pub fn article(body: &str) -> Self {
        Self::default().page("/", body)
    }

    /// Another article.
    pub fn page(mut self, path: &str, body: &str) -> Self {
        let html = format!(
            r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>An article</title></head>
<body>{body}<script type="module" src="/weigh-in.js"></script></body>
</html>"#
        );
        self.pages.insert(path.to_owned(), html);
        self
    }

    /// Sends a header with the paths that have this ending.
    pub fn header(mut self, ending: &'static str, name: &'static str, value: &'static str) -> Self {
        self.headers.push((
            ending,
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        ));
        self
    }

    /// Answers 404 for the paths that `is_missing` picks.
    pub fn missing(mut self, is_missing: Picks) -> Self {
        self.missing = Some(is_missing);
        self
    }

    /// Holds back the paths that `is_held` picks until [`Server::release`].
    pub fn held(mut self, is_held: Picks) -> Self {
        self.held = Some(is_held);
        self
    }

    /// Starts answering on a free port of this machine.
    pub fn serve(mut self, dist: &Path) -> Server {
        self.pages.entry("/".to_owned()).or_insert_with(|| {
            fs::read_to_string(dist.join("index.html")).expect("dist/index.html is readable")
        });
        for html in self.pages.values_mut() {
            let recorder = r#"<!doctype html><script src="/recorder.js"></script>"#;
            *html = html.replacen("<!doctype html>", recorder, 1);
            assert!(
                html.starts_with(recorder),
                "a page begins with <!doctype html>"
            );
        }
        let (gate, opened) = watch::channel(false);
        let log = Arc::new(Mutex::new(Vec::new()));
        let refused = Arc::new(Mutex::new(None::<Picks>));
        let desk = Arc::new(Desk {
            site: self,
            files: ServeDir::new(dist),
            log: log.clone(),
            refused: refused.clone(),
            opened,
        });
        let (origin, task) = block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let address = listener
                .local_addr()
                .expect("a bound listener has an address");
            let router = Router::new().fallback(answer).with_state(desk);
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
}

/// A running server; stops when dropped.
pub struct Server {
    /// `http://127.0.0.1:<port>`
    pub origin: String,
    log: Arc<Mutex<Vec<Answer>>>,
    refused: Arc<Mutex<Option<Picks>>>,
    gate: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    /// Everything asked for so far, in order.
    pub fn log(&self) -> Vec<Answer> {
        self.log.lock().unwrap().clone()
    }

    /// Whether a path with this ending was asked for.
    pub fn was_asked_for(&self, ending: &str) -> bool {
        self.log()
            .iter()
            .any(|answer| answer.path.ends_with(ending))
    }

    /// From now on answers 404 for the paths that `is_refused` picks, until [`Server::mend`].
    pub fn refuse(&self, is_refused: Picks) {
        *self.refused.lock().unwrap() = Some(is_refused);
    }

    /// Refuses nothing any more.
    pub fn mend(&self) {
        *self.refused.lock().unwrap() = None;
    }

    /// Lets the held answers go.
    pub fn release(&self) {
        self.gate.send_replace(true);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One line of the server's log.
#[derive(Clone, Debug)]
pub struct Answer {
    pub path: String,
    /// 0 while the answer is held back.
    pub status: u16,
}

struct Desk {
    site: Site,
    files: ServeDir,
    log: Arc<Mutex<Vec<Answer>>>,
    refused: Arc<Mutex<Option<Picks>>>,
    opened: watch::Receiver<bool>,
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let place = {
        let mut log = desk.log.lock().unwrap();
        log.push(Answer {
            path: path.clone(),
            status: 0,
        });
        log.len() - 1
    };
    if desk.site.held.is_some_and(|is_held| is_held(&path)) {
        // An error means that the trial is over.
        let _ = desk.opened.clone().wait_for(|&open| open).await;
    }
    let refused = *desk.refused.lock().unwrap();
    let mut response = if [desk.site.missing, refused]
        .into_iter()
        .flatten()
        .any(|is_missing| is_missing(&path))
    {
        StatusCode::NOT_FOUND.into_response()
    } else if path == "/recorder.js" {
        (
            [("content-type", "text/javascript")],
            include_str!("recorder.js"),
        )
            .into_response()
    } else if let Some(html) = desk.site.pages.get(&path) {
        Html(html.clone()).into_response()
    } else {
        match desk.files.clone().try_call(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                StatusCode::NOT_FOUND.into_response()
            }
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    };
    for (ending, name, value) in &desk.site.headers {
        if path.ends_with(ending) {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    desk.log.lock().unwrap()[place].status = response.status().as_u16();
    response
}
