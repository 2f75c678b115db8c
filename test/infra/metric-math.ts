/** A value of one period; undefined where a metric has none. */
export type Value = number | undefined;

/** The values of the terms of an expression in one period. */
export type Terms = Readonly<Record<string, Value>>;

type Node = (terms: Terms) => Value | readonly Value[];

/**
 * Evaluates an expression of CloudWatch's metric math in one period: the part of it that the alarms use. A missing value
 * makes every result of it missing, but for FILL; MIN and MAX of a list pass over it.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws Error for anything that it does not know
 */
export function evaluate(expression: string, terms: Terms): Value {
  const tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|>=|<=|==|[-+*/(),<>[\]]/g) ?? [];
  if (tokens.join('') !== expression.replaceAll(/\s/g, '')) throw new Error(`What is this? ${expression}`);
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const take = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`${token} expected, not ${found}: ${expression}`);
  };
  const list = (end: string): Node[] => {
    const nodes = [level(0)];
    while (tokens[at] === ',') {
      at += 1;
      nodes.push(level(0));
    }
    take(end);
    return nodes;
  };
  function level(depth: number): Node {
    const operators = levels[depth];
    if (operators === undefined) return primary();
    let left = level(depth + 1);
    for (let operator = tokens[at] ?? ''; Object.hasOwn(operators, operator); operator = tokens[at] ?? '') {
      at += 1;
      const [first, second, apply] = [left, level(depth + 1), operators[operator]];
      left = (values) => both(scalar(first(values)), scalar(second(values)), apply ?? unknown);
    }
    return left;
  }
  function primary(): Node {
    const token = next();
    if (token === '(') {
      const inner = level(0);
      take(')');
      return inner;
    }
    if (token === '[') {
      const nodes = list(']');
      return (values) => nodes.map((node) => scalar(node(values)));
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (tokens[at] !== '(') {
      if (!Object.hasOwn(terms, token)) throw new Error(`${token} is no term: ${expression}`);
      return (values) => values[token];
    }
    at += 1;
    return called(token, list(')'));
  }
  const whole = level(0);
  if (at !== tokens.length) throw new Error(`It goes on: ${expression}`);
  return scalar(whole(terms));
}

const unknown = () => Number.NaN;
const levels: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  {
    '>=': (left, right) => Number(left >= right),
    '<=': (left, right) => Number(left <= right),
    '>': (left, right) => Number(left > right),
    '<': (left, right) => Number(left < right),
    '==': (left, right) => Number(left === right),
  },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  { '*': (left, right) => left * right, '/': (left, right) => left / right },
];

function called(name: string, [first, second, third]: readonly Node[]): Node {
  if (first === undefined) throw new Error(`${name} of nothing`);
  if (name === 'FILL' && second !== undefined) {
    return (terms) => scalar(first(terms)) ?? scalar(second(terms));
  }
  if (name === 'IF' && second !== undefined && third !== undefined) {
    return (terms) => {
      const condition = scalar(first(terms));
      if (condition === undefined) return undefined;
      return scalar((condition === 0 ? third : second)(terms));
    };
  }
  if (name === 'MIN' || name === 'MAX') {
    return (terms) => {
      const values = [first(terms)].flat().filter((value) => value !== undefined);
      if (values.length === 0) return undefined;
      return name === 'MIN' ? Math.min(...values) : Math.max(...values);
    };
  }
  throw new Error(`${name} is not known here`);
}

function both(left: Value, right: Value, apply: (left: number, right: number) => number): Value {
  return left === undefined || right === undefined ? undefined : apply(left, right);
}

function scalar(value: Value | readonly Value[]): Value {
  if (typeof value === 'object') throw new Error('A list is no value');
  return value;
}
