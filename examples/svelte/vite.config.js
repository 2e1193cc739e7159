import { svelte } from "@sveltejs/vite-plugin-svelte";

// The page works in any folder.
export default { base: "./", plugins: [svelte()] };
