export { handlersFor, type HandlerOptions } from "./handlers.js";
