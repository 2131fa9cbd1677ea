"""What tests are made of, by domain."""
