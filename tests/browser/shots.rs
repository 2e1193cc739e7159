//! Pictures of the demo page for the eye: widths, themes, an open row, a failure.
//!
//! Ignored among the trials; `cargo test --test browser -- --ignored shots` puts them in
//! `target/shots`.

use crate::{browser::Setup, eventually::eventually, site::Site, trial::Lab};

/// Width and height in CSS px: as a phone shows it, and tall enough for all of it.
const SIZES: [(u32, u32); 4] = [(390, 844), (360, 3200), (768, 2600), (1280, 2200)];

pub fn take(lab: &Lab) {
    for dark in [false, true] {
        for (width, height) in SIZES {
            let setup = Setup {
                width,
                height,
                dark,
                phone: width < 500,
                ..Setup::DESKTOP
            };
            picture_of_the_widget(lab, setup);
        }
    }
    let setup = Setup {
        height: 1400,
        ..Setup::DESKTOP
    };
    let page = lab.open(setup, Site::demo().missing(|path| path.ends_with(".wasm")));
    eventually("the notice is drawn", true, || {
        page.widget().part("error").read_visible()
    });
    page.save_screenshot(&lab.bench.target.join("shots/error.png"))
        .unwrap();
}

fn picture_of_the_widget(lab: &Lab, setup: Setup) {
    let page = lab.ready(setup, Site::demo());
    let widget = page.widget();
    if setup.height < 1000 {
        widget
            .part("ranking")
            .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
            .unwrap();
    } else {
        widget.opener("marsh").click();
        eventually("the details are drawn", true, || {
            widget.details("marsh").read_visible()
        });
    }
    page.draw();
    let theme = if setup.dark { "dark" } else { "light" };
    let file = format!("shots/{}x{}-{theme}.png", setup.width, setup.height);
    page.save_screenshot(&lab.bench.target.join(file)).unwrap();
}
