import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import "weigh-in";
import type { WeighInDetail } from "weigh-in";
import phones from "../../data/phones.json";

@Component({
  selector: "app-article",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>{{ phones.title }}</h1>
      <p>First by your weights: <output>{{ leader() }}</output></p>
      <weigh-in [data]="phones" (weigh-in-change)="follow($event)">
        <ol>
          @for (name of names; track name) {
            <li>{{ name }}</li>
          }
        </ol>
      </weigh-in>
    </main>
  `,
})
export class Article {
  readonly phones = phones;
  readonly names = phones.entries.map(({ name }) => name); // in their published order
  readonly leader = signal(this.names[0]);

  follow(event: CustomEvent<WeighInDetail>) {
    this.leader.set(event.detail.ranking[0]?.name);
  }
}
