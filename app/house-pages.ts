import type { AnyRoute } from '../platform/http/route.ts';
import type { Module } from '../platform/module.ts';

/** Pages about the house itself, made from what all modules register: they belong to no module. */
export const housePages = (_modules: readonly Module[]): readonly AnyRoute[] => [];
