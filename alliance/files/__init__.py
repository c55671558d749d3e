"""Files that people attach: pictures, documents, sheets and short videos.

A file is taken for what its content is, never for what its name says, and refused with words where it could do harm.
What was sent is kept unchanged as the original, for those who may see it; everybody else gets the shared copy, which
no longer tells where a picture was taken or who wrote a document. Contents lie outside the database, in a folder or a
bucket, under random names. Whose file it is, and who may have it, the feature says that it is attached to.
"""
