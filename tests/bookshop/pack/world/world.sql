-- The tables of a bookshop. A table "X" has a column for each scalar field of the entity X, and "fId" for each field f that is
-- another entity; views.sql gives "X.f" (id, value), every name by which a related thing goes, and "X.f[]" (id, item) for lists.

CREATE TABLE "Author" (
  "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "country" TEXT, "bornAt" TEXT, "living" INTEGER NOT NULL,
  "books" INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE "Shelf" (
  "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "floor" INTEGER NOT NULL, "capacity" INTEGER NOT NULL, "open" INTEGER NOT NULL
);
CREATE TABLE "Book" (
  "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "genre" TEXT, "format" TEXT NOT NULL, "medium" TEXT NOT NULL,
  "price" INTEGER NOT NULL, "pages" INTEGER, "weight" REAL, "sold" INTEGER NOT NULL, "publishedAt" TEXT NOT NULL,
  "boughtAt" TEXT NOT NULL, "soldAt" TEXT, "inPrint" INTEGER NOT NULL, "signed" INTEGER, "rating" INTEGER, "notes" TEXT,
  "place" TEXT NOT NULL, "authorId" TEXT REFERENCES "Author", "shelfId" TEXT REFERENCES "Shelf"
);
CREATE TABLE book_tag (id INTEGER PRIMARY KEY, book_id TEXT NOT NULL REFERENCES "Book", value TEXT NOT NULL);
CREATE TABLE "Order" (
  "id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "status" TEXT NOT NULL, "copies" INTEGER, "total" INTEGER, "gift" INTEGER NOT NULL,
  "placedAt" TEXT NOT NULL, "shippedAt" TEXT, "customer" TEXT NOT NULL
);
CREATE TABLE order_book (id INTEGER PRIMARY KEY, order_id TEXT NOT NULL REFERENCES "Order", book_id TEXT NOT NULL REFERENCES "Book");
