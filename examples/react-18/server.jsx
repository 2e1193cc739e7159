import { readFileSync, writeFileSync } from "node:fs";
import { renderToString } from "react-dom/server";
import { Article } from "./Article.jsx";

const page = readFileSync("dist/index.html", "utf8");
writeFileSync("dist/index.html", page.replace("<!--article-->", renderToString(<Article />)));
