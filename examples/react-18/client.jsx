import { hydrateRoot } from "react-dom/client";
import { Article } from "./Article.jsx";

hydrateRoot(document.getElementById("root"), <Article />);
