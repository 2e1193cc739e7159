import { readFileSync, writeFileSync } from "node:fs";
import { render } from "svelte/server";
import Article from "./Article.svelte";

const page = readFileSync("dist/index.html", "utf8");
writeFileSync("dist/index.html", page.replace("<!--article-->", render(Article).body));
