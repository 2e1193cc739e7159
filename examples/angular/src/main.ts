import { bootstrapApplication, provideClientHydration } from "@angular/platform-browser";
import { Article } from "./article";

bootstrapApplication(Article, { providers: [provideClientHydration()] });
