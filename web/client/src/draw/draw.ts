/** Draws elements and keeps those that stay: focus, scroll and what is typed stay with them. */

/** What is to be drawn. `null` and `false` hold a place. */
export type Child = Shape | Child[] | string | number | boolean | null | undefined;

type Props = Record<string, unknown> & { children?: Child };

/** An element by its name, or a part of the page by its function; made by JSX. */
export type Shape = {
  type: string | ((props: Props) => Child);
  props: Props;
  key: string | number | undefined;
};

/** Something drawn: what it was drawn from, its node if it has one of its own, what is inside. */
type Drawn = { from: Child; node: Element | Text | null; inside: Drawn[]; end: (() => void)[] };

const drawn = new WeakMap<Element, Drawn[]>();
/** What waits until everything stands in the page. */
let later: (() => void)[] = [];

/**
 * Makes the inside of `root` this, which JSX has made: there its type is Preact's. The same shape,
 * by identity, is left as it is.
 */
export function render(shape: object, root: Element): void {
  const before = drawn.get(root) ?? [];
  drawn.set(root, fill(root, before, [shape as Shape]));
  const due = later;
  later = [];
  for (const act of due) act();
}

/** Brings an element's inside to this; only nodes that stand wrong are moved. */
function fill(element: Element, before: Drawn[], children: Child[]): Drawn[] {
  const after = match(before, children);
  if (after.every((it, place) => it === before[place])) return after;
  let next: ChildNode | null = null;
  for (const node of after.flatMap(nodesOf).reverse()) {
    if (node.nextSibling !== next || node.parentNode !== element) element.insertBefore(node, next);
    next = node;
  }
  return after;
}

/** What was drawn for the same key, or for the same place, goes on; the rest goes away. */
function match(before: Drawn[], children: Child[]): Drawn[] {
  const known = new Map(before.map((it, place) => [keyOf(it.from, place), it]));
  const after = children.map((child, place) => {
    const key = keyOf(child, place);
    const old = known.get(key);
    if (old === undefined || !isSameKind(old.from, child)) return draw(child, null);
    known.delete(key);
    return old.from === child ? old : draw(child, old);
  });
  for (const it of known.values()) remove(it);
  return after;
}

function draw(from: Child, old: Drawn | null): Drawn {
  const it: Drawn = {
    from,
    node: old?.node ?? null,
    inside: old?.inside ?? [],
    end: old?.end ?? [],
  };
  if (Array.isArray(from)) it.inside = match(it.inside, from);
  else if (isShape(from)) drawShape(it, from, old?.from as Shape | undefined);
  else if (from !== null && from !== undefined && typeof from !== 'boolean')
    drawText(it, `${from}`);
  return it;
}

function drawText(it: Drawn, text: string): void {
  if (it.node === null) it.node = document.createTextNode(text);
  else if ((it.node as Text).data !== text) (it.node as Text).data = text;
}

function drawShape(it: Drawn, { type, props }: Shape, before: Shape | undefined): void {
  if (typeof type !== 'string') {
    it.inside = match(it.inside, [type(props)]);
    return;
  }
  const element = (it.node ?? document.createElement(type)) as Element;
  it.node = element;
  const { children } = props;
  it.inside = fill(element, it.inside, Array.isArray(children) ? children : [children]);
  for (const name of Object.keys({ ...before?.props, ...props })) {
    if (name !== 'children') set(element, name, [before?.props[name], props[name]]);
  }
  if (before === undefined && typeof props.ref === 'function') {
    const arrive = props.ref as (element: Element) => (() => void) | undefined;
    later.push(() => {
      const leave = arrive(element);
      if (leave !== undefined) it.end.push(leave);
    });
  }
}

function set(element: Element, name: string, [before, after]: [unknown, unknown]): void {
  if (name === 'value') {
    // What stands in the field counts, not what we have last put there.
    const field = element as HTMLInputElement;
    if (field.value !== after) field.value = `${after ?? ''}`;
  } else if (before === after || name === 'ref') {
    return;
  } else if (name.startsWith('on')) {
    (element as unknown as Record<string, unknown>)[name.toLowerCase()] = after ?? null;
  } else if (after === undefined || after === null || (after === false && !name.includes('-'))) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, after === true && !name.includes('-') ? '' : `${after}`);
  }
}

function remove(it: Drawn): void {
  tellEnd(it);
  for (const node of nodesOf(it)) node.remove();
}

function tellEnd(it: Drawn): void {
  for (const leave of it.end) leave();
  for (const inner of it.inside) tellEnd(inner);
}

/** The nodes that stand directly in the element around. */
function nodesOf({ node, inside }: Drawn): ChildNode[] {
  return node === null ? inside.flatMap(nodesOf) : [node];
}

function isShape(it: Child): it is Shape {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

function keyOf(it: Child, place: number): string {
  return isShape(it) && it.key !== undefined ? `key ${it.key}` : `${place}`;
}

function isSameKind(one: Child, other: Child): boolean {
  if (isShape(one)) return isShape(other) && one.type === other.type;
  return (
    !isShape(other) && Array.isArray(one) === Array.isArray(other) && isText(one) === isText(other)
  );
}

const isText = (it: Child): boolean => typeof it === 'string' || typeof it === 'number';
