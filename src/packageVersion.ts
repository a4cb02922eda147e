/** The package's own name and version, as recipes record it. A test holds it against package.json. */
export const PACKAGE = 'nst-onnx 0.1.0'
