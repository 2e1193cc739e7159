import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag === "weigh-in";

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
