"""The window of iSeg Desktop. Stands on `isegcore`, whose heavy parts are imported when they are needed."""
