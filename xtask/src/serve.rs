//! Serves `dist/` on a local port, and rebuilds and reloads it on every change.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::{io, thread};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::http::{HeaderValue, Request, header};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_livereload::LiveReloadLayer;

use crate::watch::Watch;
use crate::{dist, examples, shell};

/// Builds the release and serves it until the process is stopped.
///
/// # Errors
/// If the port is taken, or the first build fails. Later builds are quick ones; the error of one that fails is
/// printed, and the last good build stays.
pub fn run(port: u16, open: bool) -> Result<()> {
    let sh = shell()?;
    let runtime = Runtime::new()?;
    let listeners = runtime.block_on(listen(port))?;
    let watch = Watch::start(&sh.current_dir())?;
    dist::build(&sh)?;

    let live_reload = LiveReloadLayer::new().request_predicate(allows_inline_scripts);
    let reloader = live_reload.reloader();
    thread::spawn(move || {
        watch.for_each_change(|| match dist::build_quickly(&sh) {
            Ok(()) => reloader.reload(),
            Err(error) => eprintln!("error: {error:#}\nThe page stays as it was."),
        });
    });

    let app = router(&shell()?.current_dir()).layer(live_reload);
    let url = format!("http://localhost:{}/", listeners[0].local_addr()?.port());
    println!("\nServing {url} and watching for changes; Ctrl+C stops.");
    if open {
        open::that_detached(&url).with_context(|| format!("no browser opens {url}"))?;
    }
    runtime.block_on(serve(listeners, app))
}

/// Listens on both loopback addresses: `localhost` may mean either.
async fn listen(port: u16) -> Result<Vec<TcpListener>> {
    let explain = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            anyhow!("port {port} is taken by another program; choose one with --port")
        }
        _ => anyhow!(error).context(format!("cannot listen on port {port}")),
    };
    let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(explain)?;
    let bound_port = v4.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, bound_port)).await {
        Ok(v6) => Ok(vec![v4, v6]),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(explain(error)),
        Err(_without_ipv6) => Ok(vec![v4]),
    }
}

async fn serve(listeners: Vec<TcpListener>, app: Router) -> Result<()> {
    let mut servers = tokio::task::JoinSet::new();
    for listener in listeners {
        servers.spawn(axum::serve(listener, app.clone()).into_future());
    }
    while let Some(stopped) = servers.join_next().await {
        stopped??;
    }
    Ok(())
}

/// Reports whether the script for reloading may be injected into a page: its own policy does not forbid that.
fn allows_inline_scripts<B>(request: &Request<B>) -> bool {
    !["/frame.html", "/examples/strict-csp.html"].contains(&request.uri().path())
}

/// Serves the release and the examples of a repository, with their content types, to pages of any origin, revalidated
/// on every request. A bundled example takes precedence over its source, which no browser can run.
fn router(repository: &Path) -> Router {
    let no_cache = HeaderValue::from_static("no-cache");
    let examples = ServeDir::new(repository.join(examples::OUTPUT))
        .fallback(ServeDir::new(repository.join("examples")));
    Router::new()
        .nest_service("/examples", examples)
        .fallback_service(ServeDir::new(repository.join("dist")))
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            no_cache,
        ))
        // Sandboxed frames have an opaque origin.
        .layer(SetResponseHeaderLayer::overriding(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ))
        .layer(axum::middleware::map_response(add_charset))
}

/// Adds the charset UTF-8 to text.
async fn add_charset(mut response: Response) -> Response {
    let content_type = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .filter(|value| value.starts_with("text/") && !value.contains("charset"))
        .and_then(|value| HeaderValue::from_str(&format!("{value}; charset=utf-8")).ok());
    if let Some(value) = content_type {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use xshell::Shell;

    use super::*;

    #[test]
    fn files_have_their_types_and_are_revalidated() {
        let sh = Shell::new().unwrap();
        let directory = sh.create_temp_dir().unwrap();
        for name in ["weigh-in.wasm", "weigh-in.js", "index.html"] {
            sh.write_file(directory.path().join("dist").join(name), "")
                .unwrap();
        }
        sh.write_file(directory.path().join("examples/plain.html"), "")
            .unwrap();
        sh.write_file(directory.path().join("target/examples/react/a.js"), "")
            .unwrap();
        let server = TestServer::start(directory.path());

        for (path, content_type) in [
            ("/weigh-in.wasm", "application/wasm"),
            ("/weigh-in.js", "text/javascript; charset=utf-8"),
            ("/", "text/html; charset=utf-8"),
            ("/examples/plain.html", "text/html; charset=utf-8"),
            ("/examples/react/a.js", "text/javascript; charset=utf-8"),
        ] {
            let response = server.get(path);
            assert!(
                response.contains(&format!("content-type: {content_type}\r\n")),
                "{response}"
            );
            assert!(
                response.contains("cache-control: no-cache\r\n"),
                "{response}"
            );
            assert!(
                response.contains("access-control-allow-origin: *\r\n"),
                "{response}"
            );
        }
    }

    #[test]
    fn files_have_the_types_of_the_hosting_guide() {
        let sh = shell().unwrap();
        let directory = sh.create_temp_dir().unwrap();
        let server = TestServer::start(directory.path());
        let guide = sh.read_file("docs/hosting.md").unwrap();
        let rows = guide
            .lines()
            .skip_while(|line| *line != "| file | `Content-Type` |");
        let rows = rows
            .skip(2)
            .map_while(|row| row.strip_prefix("| `.")?.strip_suffix("` |"));
        let mut files = 0;
        for row in rows {
            let (extension, content_type) = row.split_once("` | `").unwrap();
            let file = directory.path().join("dist/file").with_extension(extension);
            sh.write_file(file, "").unwrap();
            let response = server.get(&format!("/file.{extension}"));
            assert!(
                response.contains(&format!("content-type: {content_type}")),
                "{response}"
            );
            files += 1;
        }
        assert!(files >= 6);
    }

    /// A server of a repository on a free port.
    struct TestServer {
        address: SocketAddr,
        _runtime: Runtime,
    }

    impl TestServer {
        fn start(repository: &Path) -> Self {
            let runtime = Runtime::new().unwrap();
            let listeners = runtime.block_on(listen(0)).unwrap();
            let address = listeners[0].local_addr().unwrap();
            runtime.spawn(serve(listeners, router(repository)));
            Self {
                address,
                _runtime: runtime,
            }
        }

        /// Requests a path, and returns the headers and the body of the response.
        fn get(&self, path: &str) -> String {
            let mut stream = TcpStream::connect(self.address).unwrap();
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
            )
            .unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            assert!(response.starts_with("HTTP/1.1 200"), "{response}");
            response
        }
    }

    #[test]
    fn the_error_names_the_taken_port() {
        let runtime = Runtime::new().unwrap();
        let listeners = runtime.block_on(listen(0)).unwrap();
        let port = listeners[0].local_addr().unwrap().port();
        let error = runtime.block_on(listen(port)).unwrap_err();
        assert!(error.to_string().contains(&format!("port {port} is taken")));
    }
}
