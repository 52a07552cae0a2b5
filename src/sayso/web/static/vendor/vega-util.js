// What vega-interpreter.js imports; vega.min.js, loaded before it, has it.
export const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;
