"""Enquiries: answered at once, or explained, asked of an expert and answered as promised; summed up each quarter."""
