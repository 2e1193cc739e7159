//! Actions inside an iframe: every helper finds the frame's document there instead of the page's.

use crate::{
    driver::{block_on, short_message},
    eventually::eventually,
    locator::Locator,
    page::Page,
    widget::Widget,
};

impl Page {
    /// Runs an action inside an iframe, and returns to the page.
    #[track_caller]
    pub fn in_frame<T>(&self, frame: &Locator<'_>, action: impl FnOnce() -> T) -> T {
        let outcome = block_on(async { frame.web_element().await?.enter_frame().await });
        if let Err(error) = outcome {
            panic!("the frame cannot be entered: {}", short_message(&error));
        }
        let result = action();
        block_on(self.driver().enter_default_frame()).expect("the page is still there");
        result
    }
}

impl<'p> Widget<'p> {
    /// Returns the locator of the iframe of an element with the attribute `frame`.
    pub fn frame(&self) -> Locator<'p> {
        self.locator("iframe")
    }

    /// Runs an action inside the iframe of an element with the attribute `frame`, once its widget is ready.
    #[track_caller]
    pub fn in_widget_frame<T>(&self, action: impl FnOnce(Widget<'p>) -> T) -> T {
        eventually("the iframe is there", true, || self.frame().read_exists());
        self.page.in_frame(&self.frame(), || {
            let inner = self.page.widget();
            inner.wait_until_ready();
            action(inner)
        })
    }
}
