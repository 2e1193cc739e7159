import { createSSRApp } from "vue";
import Article from "./Article.vue";

createSSRApp(Article).mount("#app");
