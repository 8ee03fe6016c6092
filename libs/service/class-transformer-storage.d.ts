/** Where `@Type` writes what it says; the package ships it without types. */
declare module 'class-transformer/cjs/storage' {
  export const defaultMetadataStorage: {
    findTypeMetadata(target: object, property: string): { readonly typeFunction?: () => unknown } | undefined;
  };
}
