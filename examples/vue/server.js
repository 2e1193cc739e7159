import { readFileSync, writeFileSync } from "node:fs";
import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
import Article from "./Article.vue";

const page = readFileSync("dist/index.html", "utf8");
writeFileSync("dist/index.html", page.replace("<!--article-->", await renderToString(createSSRApp(Article))));
