package com.sellerkit.broken.api;

/// Lives in a package that says nothing about null.
public final class Unmarked {}
