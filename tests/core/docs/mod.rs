//! The documentation is true: its examples work, its links lead somewhere, and its numbers are those of the code.

mod data;
mod figures;
mod hosting;
mod html;
mod links;
mod messages;
mod numbers;
mod tables;
