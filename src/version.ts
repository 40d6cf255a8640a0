/** Version of the package, as it stands in `package.json`. */
export const version = "0.1.0";
