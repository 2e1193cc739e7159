import { hydrate } from "svelte";
import Article from "./Article.svelte";

hydrate(Article, { target: document.getElementById("app") });
