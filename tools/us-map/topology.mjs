// Reads TopoJSON by its specification: delta-coded whole numbers, ~i is arc i the other way round.

export function decode(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx), (y += dy)]);
  });
  const degrees = ([x, y]) => [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  return { arcs, degrees };
}

/** Every ring of a geometry, as lists of arc numbers. */
export function rings(geometry) {
  if (geometry.type === 'Polygon') return geometry.arcs;
  if (geometry.type === 'MultiPolygon') return geometry.arcs.flat();
  return [];
}

/** For each arc, the keys of the (one or two) geometries that it bounds. */
export function sides(count, geometries, key) {
  const found = Array.from({ length: count }, () => []);
  for (const geometry of geometries) {
    for (const ring of rings(geometry)) for (const arc of ring) found[arc < 0 ? ~arc : arc].push(key(geometry));
  }
  return found;
}

/** The points of a ring in degrees. */
export function points(ring, { arcs, degrees }) {
  return ring.flatMap((arc) => {
    const line = arc < 0 ? arcs[~arc].slice().reverse() : arcs[arc];
    return line.slice(1).map(degrees);
  });
}
