/** Version of the content of a ConfigMgr package. Times are from the site's clock (ISO 8601); an absent time means never. */
export interface PackageVersion {
  /** Source version. It increases after the distribution manager has read the source files again. */
  readonly SourceVersion: number;
  /** When the source files on the distribution points were last updated. */
  readonly SourceDate?: string;
  /** When the package source was last refreshed on the distribution points. */
  readonly LastRefreshTime?: string;
}
