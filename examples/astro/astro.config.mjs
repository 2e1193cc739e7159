import { defineConfig } from "astro/config";

// Where `cargo xtask serve` serves the page.
export default defineConfig({ base: "/examples/astro" });
