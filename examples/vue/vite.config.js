import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag === "weigh-in";

// The page works in any folder.
export default { base: "./", plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
