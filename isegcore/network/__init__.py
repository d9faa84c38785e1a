"""U-Nets from one config, written with `keras.layers` and `keras.ops` alone, so that any Keras backend runs them."""
