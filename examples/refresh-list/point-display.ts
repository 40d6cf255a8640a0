import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { DistributionProgress } from "configmgr-sdk";

/** Shows how many of the refreshed packages have arrived on each distribution point. */
export interface PointDisplay {
  show(PackageID: string, progress: DistributionProgress): void;
  close(): void;
}

/** A bar for each distribution point on a terminal, a line for each change elsewhere. */
export function pointDisplay(stream: NodeJS.WriteStream): PointDisplay {
  const arrivals = new Arrivals();
  return stream.isTTY ? new BarDisplay(arrivals, stream) : new LineDisplay(arrivals, stream);
}

/** Counts arrivals by point. */
class Arrivals {
  readonly #byPoint = new Map<string, { readonly targeted: Set<string>; readonly arrived: Set<string> }>();

  /** Records the progress of a poll, and returns the distribution points whose counts changed. */
  note(PackageID: string, { points, sourceVersion }: DistributionProgress) {
    return points.flatMap(({ name, state, sourceVersion: version = 0 }) => {
      const counts = this.#byPoint.get(name) ?? { targeted: new Set(), arrived: new Set() };
      this.#byPoint.set(name, counts);
      const before = `${counts.arrived.size}/${counts.targeted.size}`;
      counts.targeted.add(PackageID);
      if (state === "installed" && version >= sourceVersion) counts.arrived.add(PackageID);
      const { size: arrived } = counts.arrived;
      const { size: targeted } = counts.targeted;
      return before === `${arrived}/${targeted}` ? [] : [{ name, arrived, targeted }];
    });
  }
}

class BarDisplay implements PointDisplay {
  readonly #arrivals: Arrivals;
  readonly #bars = new Map<string, SingleBar>();
  readonly #all: MultiBar;

  constructor(arrivals: Arrivals, stream: NodeJS.WriteStream) {
    this.#arrivals = arrivals;
    const format = "{point} {bar} {value} of {total} packages";
    this.#all = new MultiBar({ format, stream, hideCursor: true, gracefulExit: false }, Presets.shades_classic);
  }

  show(PackageID: string, progress: DistributionProgress): void {
    for (const { name, arrived, targeted } of this.#arrivals.note(PackageID, progress)) {
      const bar = this.#bars.get(name) ?? this.#all.create(targeted, arrived, { point: name });
      this.#bars.set(name, bar);
      bar.setTotal(targeted);
      bar.update(arrived);
    }
  }

  close(): void {
    this.#all.stop();
  }
}

class LineDisplay implements PointDisplay {
  readonly #arrivals: Arrivals;
  readonly #stream: NodeJS.WriteStream;

  constructor(arrivals: Arrivals, stream: NodeJS.WriteStream) {
    this.#arrivals = arrivals;
    this.#stream = stream;
  }

  show(PackageID: string, progress: DistributionProgress): void {
    for (const { name, arrived, targeted } of this.#arrivals.note(PackageID, progress)) {
      this.#stream.write(`${name}: ${arrived} of ${targeted} packages\n`);
    }
  }

  close(): void {
    // Nothing was drawn that would have to be taken away.
  }
}
