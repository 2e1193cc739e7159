// @ts-check
// Reads workbooks for the studio, in a module that loads for such files only. The build replaces MODULE with the name of
// the module in the same folder.
import init, { readSheets } from "./weigh_in_workbook.js";

await init({ module_or_path: new URL(MODULE, import.meta.url).href });

export { readSheets };
