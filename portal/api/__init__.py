"""What programs use: `/api/v1`, its OpenAPI document, and the page that explains both."""
