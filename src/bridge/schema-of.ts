import type * as v from 'valibot';

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A schema for all of `T` and nothing else: what a type gains and its schema does not know fails the type check. */
export type SchemaOf<T, S extends v.GenericSchema> =
  Frozen<v.InferOutput<S>> extends T ? ([T] extends [Frozen<v.InferOutput<S>>] ? S : never) : never;

export const schemaOf =
  <T>() =>
  <S extends v.GenericSchema>(schema: SchemaOf<T, S>): S =>
    schema;
