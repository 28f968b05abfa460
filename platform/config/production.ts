// Imported before anything else by what runs the product: React, among others, chooses between its fast build and the one
// that helps developers when it is first loaded, and a machine where nobody said anything is not a developer's.
process.env.NODE_ENV ??= 'production';
