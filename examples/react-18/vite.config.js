import react from "@vitejs/plugin-react";

// The page works in any folder.
export default { base: "./", plugins: [react()] };
