import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from '../api';
import type { ErasureRequest, ErasuresPage, SubjectsPage } from './erasure-answers';

export const subjectsQuery = infiniteQueryOptions({
  queryKey: ['subjects'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) => read<SubjectsPage>('/subjects', { cursor: pageParam }, signal),
  getNextPageParam: ({ next }: SubjectsPage) => next ?? undefined,
});

const PAGE_ERASURES = '1000';

/** All of them, in the order requested: they are few. */
export const erasuresQuery = queryOptions({
  queryKey: ['erasures'],
  queryFn: async ({ signal }) => {
    const all: ErasureRequest[] = [];
    for (let cursor: string | undefined, isLast = false; !isLast;) {
      const { items, next }: ErasuresPage = await read('/subjects/erasures', { cursor, limit: PAGE_ERASURES }, signal);
      all.push(...items);
      cursor = next ?? undefined;
      isLast = next === null;
    }
    return all;
  },
});
